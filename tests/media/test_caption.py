"""Captions: a video's, one a language, made of its owner's uploads; their files come and go with them."""

import pytest

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.kernel.clock import DAY, HOUR
from biztweet.kernel.errors import Invalid, Refusal
from biztweet.media import discard, litter
from biztweet.media.caption import LabelTooLong, LanguageWrong, NoVideo, TooManyLanguages, caption, uncaption
from biztweet.media.describe import MediaNotFound, owned
from biztweet.media.errors import FileTooLarge, NoSubtitles
from biztweet.media.found import Sent
from biztweet.media.model import Media
from biztweet.media.upload import upload
from tests.clocks import FakeClock
from tests.factories import a_person, said
from tests.media.films import mp4
from tests.media.kept import files

SRT = "1\n00:00:00,500 --> 00:00:01,000\n안녕하세요\n".encode()


async def a_video(here: Company, viewer: Viewer) -> Media:
    media = await upload(here.media, viewer, Sent(mp4(), "video/mp4"))
    return await here.media.posters.ready(media)


async def subtitles(here: Company, viewer: Viewer, content: bytes = SRT) -> int:
    return (await upload(here.media, viewer, Sent(content, "application/x-subrip", "a.srt"))).id


async def set_(here: Company, viewer: Viewer, media_id: int, srt: int, language: str = "ko", label: str = "") -> Media:
    return await caption(here.media, viewer, media_id, srt, language, label)


async def test_a_video_has_captions_in_languages_and_has_them_no_longer(
    here: Company, minsu: Viewer, clock: FakeClock
) -> None:
    video, srt = await a_video(here, minsu), await subtitles(here, minsu)
    await set_(here, minsu, video.id, srt, "ko", " 한국어 ")
    media = await set_(here, minsu, video.id, srt, "en_GB")
    assert [(each.language, each.label) for each in media.captions] == [("en-gb", "en-gb"), ("ko", "한국어")]
    assert media == await owned(here.db, minsu, video.id)
    made = await here.blobs.get(f"{video.key}/{media.captions[1].file.name}")
    assert made.decode() == "WEBVTT\n\n00:00:00.500 --> 00:00:01.000\n안녕하세요\n"
    again = await set_(here, minsu, video.id, await subtitles(here, minsu, SRT.replace(b"1,0", b"2,0")), "KO")
    assert again.captions[1].file.name != media.captions[1].file.name
    clock.now += 2 * HOUR
    await litter.sweep(here.db, here.blobs)
    there = {key.partition("/")[2] for key in await files(here) if key.startswith(video.key)}
    assert {name for name in there if name.startswith("captions")} == {each.file.name for each in again.captions}
    for _ in range(2):
        left = await uncaption(here.db, minsu, video.id, "ko")
        assert [each.language for each in left.captions] == ["en-gb"]
    clock.now += 2 * DAY
    await discard.sweep(here.db)
    await litter.sweep(here.db, here.blobs)
    assert await files(here) == set()


async def test_captions_of_a_post_are_seen_at_once(here: Company, minsu: Viewer) -> None:
    video = await a_video(here, minsu)
    post_id = await said(here, minsu, "영상", media_ids=(video.id,))
    jane = await a_person(here)
    assert (await here.views.one(jane, post_id)).shared.media[0].captions == ()  # type: ignore[union-attr]  # there
    await set_(here, minsu, video.id, await subtitles(here, minsu))
    view = await here.views.one(jane, post_id)
    assert view is not None
    assert [each.language for each in view.shared.media[0].captions] == ["ko"]


async def test_what_cannot_be_shown_with_a_video_is_refused(
    here: Company, minsu: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    jane = await a_person(here)
    video, srt = await a_video(here, minsu), await subtitles(here, minsu)
    hers, foreign = await a_video(here, jane), await subtitles(here, jane)
    broken = await subtitles(here, minsu, b"just words")
    large = await subtitles(here, minsu, SRT + b"\n" * 512_000)
    cases: list[tuple[Viewer, int, int, str, str, type[Refusal]]] = [
        (jane, video.id, foreign, "ko", "", MediaNotFound),
        (minsu, hers.id, srt, "ko", "", MediaNotFound),
        (minsu, video.id, foreign, "ko", "", MediaNotFound),
        (minsu, 7, srt, "ko", "", MediaNotFound),
        (minsu, srt, srt, "ko", "", NoVideo),
        (minsu, video.id, video.id, "ko", "", NoVideo),
        (minsu, video.id, broken, "ko", "", NoSubtitles),
        (minsu, video.id, large, "ko", "", FileTooLarge),
        (minsu, video.id, srt, "k", "", LanguageWrong),
        (minsu, video.id, srt, "../../ko", "", LanguageWrong),
        (minsu, video.id, srt, "ko", "가" * 65, LabelTooLong),
        (minsu, video.id, srt, "ko", "a\u202eb", Invalid),
    ]
    for viewer, media_id, wanted, language, label, expected in cases:
        with pytest.raises(expected):
            await set_(here, viewer, media_id, wanted, language, label)
    for viewer, media_id in ((jane, video.id), (minsu, 7)):
        with pytest.raises(MediaNotFound):
            await uncaption(here.db, viewer, media_id, "ko")
    monkeypatch.setattr("biztweet.media.caption.MAX_LANGUAGES", 2)
    for language in ("ko", "en", "ko"):
        await set_(here, minsu, video.id, srt, language)
    with pytest.raises(TooManyLanguages):
        await set_(here, minsu, video.id, srt, "ja")
