"""Uploads through Mastodon's API: videos that are ready later, documents, another picture, deletion."""

import msgspec
import pytest

from biztweet.company import Company
from biztweet.media.describe import owned
from tests.api.mastodon.clients import App, an_app, an_app_of
from tests.media.films import mp4
from tests.media.kept import with_limits
from tests.media.papers import PDF, office
from tests.media.pictures import file, photograph

PICTURE = file(photograph(64, 48))


@pytest.fixture
def company(any_company: Company) -> Company:
    return any_company


async def test_a_video_is_taken_in_looked_into_and_posted(any_company: Company, minsu: App) -> None:
    sent = await minsu.http.post("/api/v2/media", files={"file": ("a.mp4", mp4(640, 360, 5), "video/mp4")})
    made = sent.json()
    assert made["type"] == "video"
    assert sent.status_code == (202 if any_company.media.posters.at_work else 200)
    assert (made["url"] is None) == (sent.status_code == 202)
    path = f"/api/v1/media/{made['id']}"
    await any_company.media.posters.ready(await owned(any_company.db, minsu.me, int(made["id"])))
    ready = await minsu.get(path)
    assert (ready["meta"]["original"]["width"], ready["meta"]["duration"]) == (640, 5.0)
    posted = await minsu.says("영상", **{"media_ids[]": made["id"]})
    [shown] = posted["media_attachments"]
    assert (shown["type"], shown["url"]) == ("video", ready["url"])


async def test_the_older_path_answers_when_all_is_ready(minsu: App) -> None:
    made = await minsu.ask("POST", "/api/v1/media", files={"file": ("a.mp4", mp4(), "video/mp4")})
    assert made["url"]
    await minsu.says("영상", **{"media_ids[]": made["id"]})


async def test_a_document_is_told_as_something_that_can_be_opened(minsu: App) -> None:
    made = await minsu.ask("POST", "/api/v2/media", files={"file": ("회의록.docx", office("word"))})
    assert (made["type"], made["preview_url"], made["description"]) == ("unknown", None, "회의록.docx")
    assert made["url"].endswith("/document/%ED%9A%8C%EC%9D%98%EB%A1%9D.docx")
    posted = await minsu.says("회의록", **{"media_ids[]": made["id"]})
    assert [each["url"] for each in posted["media_attachments"]] == [made["url"]]


async def test_kinds_are_not_mixed_and_each_has_its_number(minsu: App) -> None:
    async def taken(content: bytes, name: str) -> str:
        made = await minsu.ask("POST", "/api/v1/media", files={"file": (name, content)})
        media_id: str = made["id"]
        return media_id

    picture, video, other = [await taken(*each) for each in ((PICTURE, "a.jpg"), (mp4(), "a.mp4"), (mp4(), "b.mp4"))]
    papers = [await taken(PDF, f"{number}.pdf") for number in range(6)]
    pictures = [await taken(PICTURE, "a.jpg") for _ in range(5)]
    for wrong in ([picture, video], [video, other], [picture, papers[0]], papers, pictures):
        refused = await minsu.ask("POST", "/api/v1/statuses", 422, json={"status": "x", "media_ids": wrong})
        assert refused["error"].startswith("Validation failed: ")
    for right in (papers[:5], pictures[:4], [video]):
        posted = await minsu.ask("POST", "/api/v1/statuses", json={"status": "x", "media_ids": right})
        assert [each["id"] for each in posted["media_attachments"]] == right


async def test_another_picture_may_stand_for_a_video(minsu: App) -> None:
    files = {"file": ("a.mp4", mp4(), "video/mp4"), "thumbnail": ("a.jpg", PICTURE, "image/jpeg")}
    made = await minsu.ask("POST", "/api/v2/media", files=files)
    assert (made["meta"]["small"]["width"], made["url"] is None) == (64, False)
    changed = await minsu.ask(
        "PUT", f"/api/v1/media/{made['id']}", files={"thumbnail": ("b.jpg", PICTURE, "image/jpeg")}
    )
    assert changed["preview_url"] != made["preview_url"]


async def test_an_unused_upload_is_deleted_by_its_owner(any_company: Company, minsu: App) -> None:
    jane = await an_app(any_company, "jane")
    made = await minsu.ask("POST", "/api/v2/media", files={"file": ("a.jpg", PICTURE, "image/jpeg")})
    path = f"/api/v1/media/{made['id']}"
    await jane.ask("DELETE", path, 404)
    assert await minsu.ask("DELETE", path) == {}
    await minsu.get(path, 404)
    used = await minsu.ask("POST", "/api/v2/media", files={"file": ("a.jpg", PICTURE, "image/jpeg")})
    await minsu.says("사진", **{"media_ids[]": used["id"]})
    refused = await minsu.ask("DELETE", f"/api/v1/media/{used['id']}", 422)
    assert refused["error"] == "Media attachment is currently used by a status"


async def test_an_edit_says_anew_what_pictures_show(any_company: Company, minsu: App) -> None:
    made = [
        await minsu.ask("POST", "/api/v2/media", files={"file": (f"{name}.jpg", PICTURE, "image/jpeg")})
        for name in ("a", "b", "elsewhere")
    ]
    posted = await minsu.says("사진", **{"media_ids[]": [each["id"] for each in made[:2]]})
    path = f"/api/v1/statuses/{posted['id']}"
    words = [{"id": made[0]["id"], "description": "점심"}, {"id": made[2]["id"], "description": "not of this post"}]
    edited = await minsu.ask("PUT", path, json={"status": "사진", "media_attributes": words})
    assert [each["description"] for each in edited["media_attachments"]] == ["점심", None]
    form = {
        "status": "사진들",
        "media_attributes[][id]": made[1]["id"],
        "media_attributes[][description]": "저녁",
        "media_attributes[][focus]": "0.5,-0.5",
    }
    edited = await minsu.ask("PUT", path, data=form)
    assert [each["description"] for each in edited["media_attachments"]] == ["점심", "저녁"]
    assert edited["media_attachments"][1]["meta"]["focus"] == {"x": 0.5, "y": -0.5}
    assert (await minsu.get(f"/api/v1/media/{made[2]['id']}"))["description"] is None
    long = [{"id": made[0]["id"], "description": "가" * 1_501}]
    await minsu.ask("PUT", path, 422, json={"status": "kept?", "media_attributes": long})
    assert (await minsu.get(path))["content"] == edited["content"]
    await minsu.ask("PUT", path, 422, json={"status": "kept?", "media_attributes": "x"})


async def test_files_of_a_deleted_status_are_kept_to_be_posted_anew_unless_they_shall_not(minsu: App) -> None:
    for flag, status in (("false", 200), ("true", 404)):
        made = await minsu.ask("POST", "/api/v2/media", files={"file": ("a.jpg", PICTURE, "image/jpeg")})
        posted = await minsu.says("사진", **{"media_ids[]": made["id"]})
        await minsu.ask("DELETE", f"/api/v1/statuses/{posted['id']}?delete_media={flag}")
        await minsu.get(f"/api/v1/media/{made['id']}", status)


async def test_where_there_is_no_room_it_is_said(any_company: Company, minsu: App) -> None:
    full = msgspec.structs.replace(any_company, media=with_limits(any_company, least_free_bytes=1 << 62))
    refused = await (await an_app_of(full, minsu.me)).ask(
        "POST", "/api/v2/media", 507, files={"file": ("a.jpg", PICTURE, "image/jpeg")}
    )
    assert refused["error"] == "There is no room for files at the moment"


async def test_the_instance_tells_what_is_taken(minsu: App) -> None:
    told = (await minsu.get("/api/v2/instance"))["configuration"]["media_attachments"]
    assert {"image/png", "video/mp4", "video/webm", "application/pdf", "text/csv"} <= set(told["supported_mime_types"])
    assert told["video_size_limit"] == 64_000_000
