"""SubRip's subtitles become WebVTT: times, words and nothing else."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.media.errors import NoSubtitles
from biztweet.media.subrip import cues, webvtt

TWO = """1
00:00:01,000 --> 00:00:02,500
<i>안녕하세요</i> & <b onclick="x">하나</b>

2
00:01:00,000 --> 01:00:00,250  X1:10 X2:20 Y1:1 Y2:2
<font color="#ff0000">둘</font> --> {\\an8}끝
둘째 줄
"""
AS_WEBVTT = """WEBVTT

00:00:01.000 --> 00:00:02.500
<i>안녕하세요</i> &amp; &lt;b onclick="x"&gt;하나</b>

00:01:00.000 --> 01:00:00.250
둘 --&gt; 끝
둘째 줄
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_subtitles_say_the_same_as_webvtt(encoding: str, line_end: str) -> None:
    assert webvtt(TWO.replace("\n", line_end).encode(encoding)).decode() == AS_WEBVTT


def test_a_number_may_be_missing_and_an_empty_cue_is_left_out() -> None:
    bare = "\n\n00:00:01.000-->00:00:02.000\n12\n\n3\n00:00:03,000 --> 00:00:04,000\n\n\n"
    assert [(cue.start_ms, cue.end_ms, cue.lines) for cue in cues(bare)] == [(1_000, 2_000, ("12",))]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("\n\n", 1),
        ("그냥 글", 1),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n글", 1),
        ("1\n00:00:02,000 --> 00:00:01,000\n글", 2),
        ("1\n00:00:01,000 --> 00:00:01,000\n글", 2),
        ("1\n00:61:00,000 --> 00:62:00,000\n글", 2),
        ("1\n00:00:01,000 --> 00:00:02,000\n글\n\n2\n빠짐\n글", 6),
        ("1\n00:00:01,000 --> 00:00:02,000\n\n", 1),
    ],
)
def test_what_is_no_subtitles_says_where(text: str, line: int) -> None:
    with pytest.raises(NoSubtitles) as refused:
        webvtt(text.encode())
    assert refused.value.line == line


def test_neither_too_many_cues_nor_bytes_of_no_text_are_read() -> None:
    cue = "00:00:01,000 --> 00:00:02,000\n글\n\n"
    assert len(cues(cue * 10_000)) == 10_000
    with pytest.raises(NoSubtitles):
        cues(cue * 10_001)
    with pytest.raises(NoSubtitles):
        webvtt(b"\xff\x00\x81")


@given(
    st.text(max_size=80).filter(
        lambda said: said.strip() and not set(said) & set("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
    )
)
def test_words_never_break_out_of_their_cue(said: str) -> None:
    made = webvtt(f"1\n00:00:01,000 --> 00:00:02,000\n{said}\n".encode("utf-8", "ignore")).decode()
    head, times, *words = made.split("\n", 2)[0], *made.split("\n\n", 1)[1].split("\n", 1)
    assert (head, times) == ("WEBVTT", "00:00:01.000 --> 00:00:02.000")
    assert "-->" not in words[0]
    assert "\n\n" not in words[0]


@given(st.text(max_size=200))
def test_whatever_comes_is_subtitles_or_is_refused(text: str) -> None:
    with contextlib.suppress(NoSubtitles):
        assert webvtt(text.encode("utf-8", "ignore")).startswith(b"WEBVTT\n\n")
