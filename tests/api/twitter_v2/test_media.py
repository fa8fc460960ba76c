"""Uploads through v2: whole, in chunks by paths and by commands, waited for, described, looked up by their keys."""

from base64 import b64encode
from collections.abc import AsyncIterator

import httpx2
import pytest

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.media.describe import owned
from tests.api.twitter_v2.asking import Client, a_client, problem
from tests.media.films import mp4
from tests.media.papers import PDF
from tests.media.pictures import file, photograph

PICTURE = file(photograph(64, 48))
VIDEO = mp4(640, 360, 5)


@pytest.fixture
async def other(company: Company, jihye: Viewer) -> AsyncIterator[Client]:
    """지혜's."""
    async with a_client(company, jihye) as client:
        yield client


async def add(client: Client, media_id: str, chunk: bytes, segment: int = 0) -> httpx2.Response:
    parts = {"files": {"media": chunk}, "data": {"segment_index": str(segment)}}
    return await client.send("POST", f"media/upload/{media_id}/append", **parts)


async def test_a_picture_is_sent_described_posted_and_looked_up(client: Client, other: Client) -> None:
    sent = await client.send(
        "POST", "media/upload", files={"media": ("a.jpg", PICTURE)}, data={"media_category": "tweet_image"}
    )
    made = sent.json()["data"]
    assert (made["media_key"], "processing_info" in made) == (f"3_{made['id']}", False)
    said = await client.post("media/metadata", id=made["id"], metadata={"alt_text": {"text": "칠판"}})
    assert said.json()["data"]["associated_metadata"] == {"alt_text": {"text": "칠판"}}
    key = made["media_key"]
    missing = (await other.get(f"media/{key}")).json()
    assert [each["title"] for each in missing["errors"]] == ["Not Found Error"]
    posted = await client.post("tweets", text="사진", media={"media_ids": [made["id"]]})
    assert posted.status_code == 201
    shown = (await other.get(f"media/{key}", media__fields="alt_text,width,url")).json()["data"]
    assert (shown["type"], shown["alt_text"], shown["width"]) == ("photo", "칠판", 64)


async def test_several_are_looked_up_by_their_keys(client: Client, other: Client) -> None:
    keys = [(await client.post("media/upload", media=b64encode(PICTURE).decode())).json()["data"]["media_key"]]
    paper = await client.send("POST", "media/upload", files={"media": ("a.pdf", PDF, "application/pdf")})
    keys += [(await client.post("media/upload", media=b64encode(PICTURE).decode())).json()["data"]["media_key"]]
    asked = ",".join([keys[1], paper.json()["data"]["media_key"], keys[0], keys[0], f"7{keys[0][1:]}"])
    found = (await client.get("media", media_keys=asked)).json()
    assert [each["media_key"] for each in found["data"]] == [keys[1], keys[0]]
    assert [each["title"] for each in found["errors"]] == ["Not Found Error"] * 2
    assert "data" not in (await other.get("media", media_keys=asked)).json()
    await client.post("tweets", text="사진", media={"media_ids": [keys[0][2:]]})
    assert [each["media_key"] for each in (await other.get("media", media_keys=asked)).json()["data"]] == [keys[0]]
    for wrong in ("", "x", "3_", ",".join(["3_1"] * 101)):
        assert (await client.get("media", media_keys=wrong)).status_code == 400


async def test_a_picture_may_come_as_base64(client: Client) -> None:
    made = await client.post("media/upload", media=b64encode(PICTURE).decode(), media_category="tweet_image")
    assert made.json()["data"]["size"] > 0
    assert (await client.post("media/upload", media="***")).status_code == 400
    assert (await client.post("media/upload")).status_code == 400


async def test_a_video_comes_in_chunks_by_paths(company: Company, client: Client, minsu: Viewer) -> None:
    begun = await client.post("media/upload/initialize", media_type="video/mp4", total_bytes=len(VIDEO))
    media_id = begun.json()["data"]["id"]
    for index, chunk in ((1, VIDEO[700:]), (0, VIDEO[:700])):
        appended = await add(client, media_id, chunk, index)
        assert appended.json()["data"]["expires_at"] > 0
    done = (await client.send("POST", f"media/upload/{media_id}/finalize")).json()["data"]
    assert done["media_key"] == f"7_{media_id}"
    await company.media.posters.ready(await owned(company.db, minsu, int(media_id)))
    state = (await client.get("media/upload", command="STATUS", media_id=media_id)).json()["data"]
    assert state["processing_info"]["state"] == "succeeded"
    posted = await client.post("tweets", text="영상", media={"media_ids": [media_id]})
    found = await client.get(
        f"tweets/{posted.json()['data']['id']}",
        expansions="attachments.media_keys",
        media__fields="duration_ms,variants,preview_image_url",
    )
    [shown] = found.json()["includes"]["media"]
    assert (shown["type"], shown["duration_ms"], shown["variants"][0]["content_type"]) == ("video", 5000, "video/mp4")


async def test_a_file_comes_in_chunks_by_commands(client: Client) -> None:
    query = {"command": "INIT", "total_bytes": len(PICTURE), "media_type": "image/jpeg"}
    media_id = (await client.send("POST", "media/upload", params=query)).json()["data"]["id"]
    about = {"command": "APPEND", "media_id": media_id, "segment_index": "0"}
    assert (await client.send("POST", "media/upload", data=about, files={"media": PICTURE})).status_code == 200
    done = await client.send("POST", "media/upload", data={"command": "FINALIZE", "media_id": media_id})
    assert done.json()["data"]["id"] == media_id


async def test_what_is_wrong_is_a_problem(client: Client, other: Client) -> None:
    begun = await client.post("media/upload/initialize", media_type="image/jpeg", total_bytes=10)
    media_id = begun.json()["data"]["id"]
    foreign, missing = await add(other, media_id, b"x"), await add(other, "7", b"x")
    assert (foreign.status_code, foreign.json()) == (404, missing.json())
    assert (await add(client, media_id, PICTURE)).status_code == 413
    assert (await client.send("POST", f"media/upload/{media_id}/finalize")).status_code == 400
    large = await client.post("media/upload/initialize", media_type="video/mp4", total_bytes=2_000_000_000)
    assert large.status_code == 413
    lying = await client.send("POST", "media/upload", files={"media": ("a.png", b"<svg/>", "image/png")})
    assert lying.status_code == 400
    assert (await client.get("media/3_7")).json()["errors"]
    assert (await client.get("media/nonsense")).status_code == 400


async def test_a_document_is_an_address_in_the_text(client: Client) -> None:
    made = await client.send("POST", "media/upload", files={"media": ("회의록.pdf", PDF, "application/pdf")})
    posted = await client.post("tweets", text="회의록", media={"media_ids": [made.json()["data"]["id"]]})
    told = await client.get(f"tweets/{posted.json()['data']['id']}", tweet__fields="entities,attachments")
    found = told.json()["data"]
    assert "attachments" not in found
    assert found["entities"]["urls"][0]["url"].endswith(".pdf")


SRT = "1\n00:00:00,500 --> 00:00:01,000\n안녕하세요\n".encode()


async def test_subtitles_are_shown_with_a_video_by_language(client: Client, other: Client) -> None:
    kind = {"media_category": "tweet_video"}
    video = await client.send("POST", "media/upload", files={"media": ("a.mp4", VIDEO, "video/mp4")}, data=kind)
    video_id = video.json()["data"]["id"]
    begun = await client.post(
        "media/upload/initialize", total_bytes=len(SRT), media_type="text/srt", media_category="subtitles"
    )
    srt = begun.json()["data"]["id"]
    await add(client, srt, SRT)
    assert (await client.post(f"media/upload/{srt}/finalize")).status_code == 200
    wanted = {"id": srt, "language_code": "KO", "display_name": "한국어"}
    made = await client.post("media/subtitles", id=video_id, media_category="TweetVideo", subtitles=wanted)
    assert made.json()["data"] == {
        "id": video_id,
        "media_category": "TweetVideo",
        "associated_subtitles": [{"id": srt, "language_code": "ko", "display_name": "한국어"}],
    }
    whole = await client.send(
        "POST", "media/upload", files={"media": ("blob", SRT)}, data={"media_category": "subtitles"}
    )
    other_srt = whole.json()["data"]["id"]
    both = await client.post("media/subtitles", id=video_id, subtitles={"id": other_srt, "language_code": "en"})
    assert [each["id"] for each in both.json()["data"]["associated_subtitles"]] == [other_srt, srt]
    for body in (
        {"id": video_id, "subtitles": {"id": srt, "language_code": "한글"}},
        {"id": video_id, "subtitles": {"id": video_id, "language_code": "ko"}},
        {"id": srt, "subtitles": {"id": srt, "language_code": "ko"}},
        {"id": video_id, "subtitles": wanted, "media_category": "TweetImage"},
        {"id": video_id, "subtitles": [wanted]},
        {"id": video_id},
    ):
        assert problem(await client.post("media/subtitles", **body)) == (400, "invalid-request"), body
    assert problem(await other.post("media/subtitles", id=video_id, subtitles=wanted))[0] == 404
    gone = {"id": video_id, "media_category": "TweetVideo", "language_code": "ko"}
    assert problem(await other.send("DELETE", "media/subtitles", json=gone))[0] == 404
    for _ in range(2):
        answer = await client.send("DELETE", "media/subtitles", json=gone)
        assert answer.json() == {"data": {"deleted": True}}
