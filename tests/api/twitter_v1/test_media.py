"""Uploads through v1.1: whole, as base64, in chunks; described; attached."""

import io
from base64 import b64encode
from typing import Any

import httpx2
import msgspec
import pytest
from PIL import Image

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.media.describe import owned
from tests.api.twitter_v1.asking import Client, a_client, code
from tests.media.films import mp4
from tests.media.kept import with_limits
from tests.media.papers import PDF


@pytest.fixture(scope="module")
def png() -> bytes:
    file = io.BytesIO()
    Image.effect_noise((320, 200), 60).convert("RGB").save(file, "PNG")
    return file.getvalue()


async def test_a_picture_is_sent_described_and_attached(client: Client, png: bytes) -> None:
    sent = await client.send("POST", "media/upload.json", files={"media": ("a.png", png)})
    made = sent.json()
    assert (made["media_id_string"], made["image"]["w"]) == (str(made["media_id"]), 320)
    words = {"media_id": made["media_id_string"], "alt_text": {"text": "잡음"}}
    described = await client.send("POST", "media/metadata/create.json", json=words)
    assert (described.status_code, described.content) == (200, b"")
    post = await client.post("statuses/update.json", status="그림", media_ids=made["media_id"])
    [shown] = post.json()["extended_entities"]["media"]
    assert shown["id"] == post.json()["entities"]["media"][0]["id"] == made["media_id"]
    found = await client.get(f"statuses/show/{post.json()['id']}", include_ext_alt_text="true")
    assert found.json()["entities"]["media"][0]["ext_alt_text"] == "잡음"
    again = await client.post("statuses/update.json", status="noch mal", media_ids=made["media_id"])
    assert code(again) == (403, 324)


async def test_a_picture_may_come_as_base64(client: Client, png: bytes) -> None:
    made = await client.post("media/upload.json", media_data=b64encode(png).decode())
    assert made.json()["image"]["h"] == 200
    assert code(await client.post("media/upload.json", media_data="***")) == (400, 44)
    assert code(await client.post("media/upload.json")) == (400, 38)


@pytest.mark.parametrize("style", ["query", "form", "base64"])
async def test_a_picture_may_come_in_chunks(client: Client, png: bytes, style: str) -> None:
    begun = await client.post("media/upload.json", command="INIT", total_bytes=len(png), media_type="image/png")
    assert begun.status_code == 202
    media_id = begun.json()["media_id_string"]
    half = len(png) // 2
    for index, chunk in enumerate((png[:half], png[half:])):
        about: dict[str, Any] = {"command": "APPEND", "media_id": media_id, "segment_index": str(index)}
        appended = await _append(client, style, about, chunk)
        assert (appended.status_code, appended.content) == (204, b"")
    done = await client.post("media/upload.json", command="FINALIZE", media_id=media_id)
    assert (done.status_code, done.json()["media_id_string"]) == (201, media_id)
    assert "processing_info" not in done.json()
    state = (await client.get("media/upload.json", command="STATUS", media_id=media_id)).json()
    assert state["processing_info"]["state"] == "succeeded"
    post = await client.post("statuses/update.json", status="그림", media_ids=f"{media_id}")
    assert post.json()["extended_entities"]["media"][0]["id_str"] == media_id


async def _append(client: Client, style: str, about: dict[str, Any], chunk: bytes) -> httpx2.Response:
    match style:
        case "query":
            query = "&".join(f"{name}={value}" for name, value in about.items())
            return await client.send("POST", f"media/upload.json?{query}", files={"media": ("blob", chunk)})
        case "form":
            return await client.send("POST", "media/upload.json", data=about, files={"media": ("blob", chunk)})
        case _:
            return await client.post("media/upload.json", **about, media_data=b64encode(chunk).decode())


async def test_chunks_that_do_not_make_the_whole_are_refused(client: Client, other: Client, png: bytes) -> None:
    async def begin(size: int) -> str:
        begun = await client.post("media/upload.json", command="INIT", total_bytes=size, media_type="image/png")
        media_id: str = begun.json()["media_id_string"]
        return media_id

    short = await begin(len(png) + 1)
    about = {"command": "APPEND", "media_id": short, "segment_index": "0"}
    assert (await client.send("POST", "media/upload.json", data=about, files={"media": png})).status_code == 204
    assert code(await client.post("media/upload.json", command="FINALIZE", media_id=short)) == (422, 324)
    assert code(
        await client.send("POST", "media/upload.json", data=about | {"segment_index": "-1"}, files={"media": png})
    ) == (422, 324)
    assert code(await other.send("POST", "media/upload.json", data=about, files={"media": png})) == (403, 324)
    small = await begin(10)
    over = {"command": "APPEND", "media_id": small, "segment_index": "0"}
    assert code(await client.send("POST", "media/upload.json", data=over, files={"media": png})) == (413, 324)
    whole = await begin(len(png))
    one, two = ({"command": "APPEND", "media_id": whole, "segment_index": index} for index in ("0", "1"))
    assert (await client.send("POST", "media/upload.json", data=one, files={"media": png})).status_code == 204
    assert (await client.send("POST", "media/upload.json", data=one, files={"media": png})).status_code == 204
    assert code(await client.send("POST", "media/upload.json", data=two, files={"media": png})) == (413, 324)
    assert code(await client.post("media/upload.json", command="INIT", total_bytes=10**9, media_type="image/png")) == (
        413,
        324,
    )
    assert code(await client.post("media/upload.json", command="INIT")) == (400, 38)
    assert code(await client.post("media/upload.json", command="FINALIZE", media_id="77")) == (403, 324)
    assert code(await client.post("media/upload.json", command="FINALIZE", media_id="x")) == (403, 324)
    assert code(await client.post("media/upload.json", command="DANCE")) == (400, 44)


@pytest.mark.parametrize(
    ("content", "declared"),
    [
        (b"<svg/>", "image/svg+xml"),
        (b"", "image/png"),
        (b"\x89PNG\r\n\x1a\nbroken", "image/png"),
        (b"GIF89a", "image/png"),
    ],
    ids=["drawing", "empty", "broken", "lying"],
)
async def test_what_is_no_picture_is_refused(client: Client, content: bytes, declared: str) -> None:
    refused = await client.send("POST", "media/upload.json", files={"media": ("a", content, declared)})
    assert code(refused) == (422, 324)


async def test_a_foreign_picture_is_not_described(company: Company, client: Client, other: Client, png: bytes) -> None:
    made = (await other.send("POST", "media/upload.json", files={"media": png})).json()
    words = {"media_id": made["media_id"], "alt_text": {"text": "?"}}
    assert code(await client.send("POST", "media/metadata/create.json", json=words)) == (403, 324)
    long = {"media_id": made["media_id"], "alt_text": {"text": "가" * 1_501}}
    assert code(await other.send("POST", "media/metadata/create.json", json=long))[0] == 403


async def test_a_video_comes_in_chunks_out_of_order_and_is_waited_for(
    company: Company, client: Client, minsu: Viewer
) -> None:
    video = mp4(640, 360, 5)
    begun = await client.post(
        "media/upload.json",
        command="INIT",
        total_bytes=len(video),
        media_type="video/mp4",
        media_category="tweet_video",
    )
    media_id = begun.json()["media_id_string"]
    for index, chunk in ((1, video[700:]), (0, video[:700]), (1, video[700:])):
        about = {"command": "APPEND", "media_id": media_id, "segment_index": str(index)}
        assert (await client.send("POST", "media/upload.json", data=about, files={"media": chunk})).status_code == 204
    done = (await client.post("media/upload.json", command="FINALIZE", media_id=media_id)).json()
    assert (done["media_key"], done["video"]) == (f"7_{media_id}", {"video_type": "video/mp4"})
    assert ("processing_info" in done) == company.media.posters.at_work
    if "processing_info" in done:
        early = await client.post("statuses/update.json", status="영상", media_ids=media_id)
        assert code(early) == (403, 324)
    await company.media.posters.ready(await owned(company.db, minsu, int(media_id)))
    state = (await client.get("media/upload.json", command="STATUS", media_id=media_id)).json()
    assert state["processing_info"]["state"] == "succeeded"
    post = await client.post("statuses/update.json", status="영상", media_ids=media_id)
    [shown] = post.json()["extended_entities"]["media"]
    assert (shown["type"], shown["video_info"]["duration_millis"]) == ("video", 5000)
    assert shown["video_info"]["aspect_ratio"] == [16, 9]


async def test_a_document_is_an_address_in_the_text(client: Client) -> None:
    sent = await client.send("POST", "media/upload.json", files={"media": ("회의록.pdf", PDF, "application/pdf")})
    made = sent.json()
    assert (made["size"], "image" in made, "video" in made) == (len(PDF), False, False)
    post = (await client.post("statuses/update.json", status="회의록", media_ids=made["media_id"])).json()
    assert "media" not in post["entities"]
    [link] = post["entities"]["urls"]
    assert link["url"].endswith("/document/%ED%9A%8C%EC%9D%98%EB%A1%9D.pdf")
    assert post["text"] == f"회의록 {link['url']}"


async def test_kinds_are_not_mixed(client: Client, png: bytes) -> None:
    ids = [
        (await client.send("POST", "media/upload.json", files={"media": (name, content)})).json()["media_id_string"]
        for name, content in (("a.png", png), ("a.mp4", mp4()), ("a.pdf", PDF))
    ]
    for wrong in (ids[:2], ids[1:], ids):
        assert code(await client.post("statuses/update.json", status="x", media_ids=",".join(wrong))) == (403, 386)


async def test_where_there_is_no_room_it_is_said(company: Company, minsu: Viewer, png: bytes) -> None:
    full = msgspec.structs.replace(company, media=with_limits(company, least_free_bytes=1 << 62))
    async with a_client(full, minsu) as client:
        assert code(await client.send("POST", "media/upload.json", files={"media": png})) == (507, 130)


SRT = "1\n00:00:00,500 --> 00:00:01,000\n안녕하세요\n".encode()


async def a_video(client: Client) -> str:
    sent = await client.send("POST", "media/upload.json", files={"media": ("a.mp4", mp4(), "video/mp4")})
    media_id: str = sent.json()["media_id_string"]
    return media_id


async def subtitles(client: Client, content: bytes = SRT) -> str:
    """In chunks, of no type and no name that says what it is, as clients send them."""
    begun = await client.post(
        "media/upload.json",
        command="INIT",
        total_bytes=len(content),
        media_type="text/plain",
        media_category="Subtitles",
    )
    media_id: str = begun.json()["media_id_string"]
    about = {"command": "APPEND", "media_id": media_id, "segment_index": "0"}
    assert (await client.send("POST", "media/upload.json", data=about, files={"media": content})).status_code == 204
    assert (await client.post("media/upload.json", command="FINALIZE", media_id=media_id)).status_code == 201
    return media_id


def captions(video: str, *subtitles: dict[str, Any]) -> dict[str, Any]:
    return {"media_id": video, "media_category": "TweetVideo", "subtitle_info": {"subtitles": list(subtitles)}}


async def test_subtitles_are_shown_with_a_video_by_language(client: Client, company: Company, minsu: Viewer) -> None:
    video, korean, english = await a_video(client), await subtitles(client), await subtitles(client)
    wanted = captions(
        video,
        {"media_id": korean, "language_code": "KO", "display_name": "한국어"},
        {"media_id": english, "language_code": "en"},
    )
    made = await client.send("POST", "media/subtitles/create.json", json=wanted)
    assert (made.status_code, made.content) == (200, b"")
    found = (await owned(company.db, minsu, int(video))).captions
    assert [(each.language, each.label, each.upload_id) for each in found] == [
        ("en", "en", int(english)),
        ("ko", "한국어", int(korean)),
    ]
    gone = captions(video, {"language_code": "ko"})
    for _ in range(2):
        assert (await client.send("POST", "media/subtitles/delete.json", json=gone)).status_code == 200
    assert [each.language for each in (await owned(company.db, minsu, int(video))).captions] == ["en"]


async def test_what_are_no_subtitles_is_refused_with_its_code(client: Client, other: Client, png: bytes) -> None:
    video, srt = await a_video(client), await subtitles(client)
    words = await subtitles(client, "그냥 글".encode())
    picture = (await client.send("POST", "media/upload.json", files={"media": png})).json()["media_id_string"]
    korean = {"media_id": srt, "language_code": "ko"}
    for asker, wanted, expected in (
        (client, captions(video, korean | {"media_id": words}), (422, 324)),
        (client, captions(video, korean | {"media_id": picture}), (403, 324)),
        (client, captions(picture, korean), (403, 324)),
        (client, captions("7", korean), (403, 324)),
        (client, captions(str(10**30), korean), (403, 324)),
        (other, captions(video, korean), (403, 324)),
        (client, captions(video, korean | {"language_code": "Korean!"}), (400, 44)),
        (client, captions(video, korean | {"display_name": "가" * 65}), (400, 44)),
        (client, captions(video, {"media_id": srt}), (400, 38)),
        (client, captions(video, {"language_code": "ko"}), (400, 38)),
        (client, captions(video), (400, 38)),
        (client, captions(video, *[korean] * 21), (403, 18)),
        (client, {"subtitle_info": {"subtitles": [korean]}}, (400, 38)),
        (client, {"media_id": video, "subtitle_info": "x"}, (400, 44)),
        (client, {"media_id": video, "subtitle_info": {"subtitles": ["x"]}}, (400, 44)),
    ):
        answer = await asker.send("POST", "media/subtitles/create.json", json=wanted)
        assert code(answer) == expected, wanted
    assert code(await other.send("POST", "media/subtitles/delete.json", json=captions(video, korean))) == (403, 324)
