"""Notifications, markers, pictures, and the small answers with which apps start."""

import asyncio
import io
from typing import Any

import pytest
from PIL import Image

from biztweet.company import Company
from tests.api.mastodon.clients import App, a_stranger, an_app, an_app_for_itself, an_app_of


async def told(app: App, count: int, **query: Any) -> list[dict[str, Any]]:
    """The app's notifications, once there are so many."""
    for _ in range(100):
        found: list[dict[str, Any]] = await app.get("/api/v1/notifications", **query)
        if len(found) >= count:
            return found
        await asyncio.sleep(0.02)
    raise AssertionError(found)


async def everything_happens(minsu: App, jane: App) -> str:
    post_id: str = (await minsu.says("소식"))["id"]
    await jane.post(f"/api/v1/statuses/{post_id}/favourite")
    await jane.post(f"/api/v1/statuses/{post_id}/reblog")
    await jane.says("답", in_reply_to_id=post_id)
    await jane.says("@minsu 보세요")
    await jane.says("인용", quoted_status_id=post_id)
    await jane.post(f"/api/v1/accounts/{minsu.me.id}/follow")
    return post_id


async def test_each_act_is_told_in_mastodons_words_latest_first(minsu: App, jane: App) -> None:
    post_id = await everything_happens(minsu, jane)
    found = await told(minsu, 6)
    assert [each["type"] for each in found] == ["follow", "quote", "mention", "mention", "reblog", "favourite"]
    assert {each["account"]["acct"] for each in found} == {"jane"}
    assert found[-1]["status"]["id"] == post_id
    assert "status" not in found[0]
    assert await minsu.get("/api/v1/notifications/unread_count") == {"count": 6}


async def test_whoever_quoted_is_shown_their_quote_when_the_words_in_it_change(minsu: App, jane: App) -> None:
    post_id = (await minsu.says("점심은 12시"))["id"]
    quote_id = (await jane.says("가자", quoted_status_id=post_id))["id"]
    (await minsu.http.put(f"/api/v1/statuses/{post_id}", data={"status": "점심은 1시"})).raise_for_status()
    [notice] = await told(jane, 1, **{"types[]": "quoted_update"})
    assert (notice["type"], notice["account"]["acct"], notice["status"]["id"]) == ("quoted_update", "minsu", quote_id)
    assert "1시" in notice["status"]["quote"]["quoted_status"]["content"]


async def test_types_are_chosen_or_left_out(minsu: App, jane: App) -> None:
    await everything_happens(minsu, jane)
    await told(minsu, 6)

    async def types(query: str) -> list[str]:
        return [each["type"] for each in (await minsu.http.get(f"/api/v1/notifications?{query}")).json()]

    assert await types("types[]=mention") == ["mention", "mention"]
    assert await types("types[]=favourite&types[]=follow") == ["follow", "favourite"]
    assert await types("exclude_types[]=mention&exclude_types[]=follow") == ["quote", "reblog", "favourite"]
    assert await types("exclude_types[]=follow_request&limit=1") == ["follow"]
    assert await types("types[]=admin.sign_up") == []


async def test_notifications_are_put_away_by_whom_they_are_for(minsu: App, jane: App) -> None:
    await everything_happens(minsu, jane)
    first, second, *_ = await told(minsu, 6)
    await jane.get(f"/api/v1/notifications/{first['id']}", 404)
    await jane.post(f"/api/v1/notifications/{first['id']}/dismiss")
    assert (await minsu.get(f"/api/v1/notifications/{first['id']}"))["type"] == "follow"
    await minsu.post(f"/api/v1/notifications/{first['id']}/dismiss")
    await minsu.get(f"/api/v1/notifications/{first['id']}", 404)
    await minsu.post("/api/v1/notifications/dismiss", id=second["id"])
    assert len(await told(minsu, 4)) == 4
    await minsu.post("/api/v1/notifications/clear")
    assert await minsu.get("/api/v1/notifications") == []


async def test_the_same_act_on_the_same_status_is_one_group(company: Company, minsu: App, jane: App) -> None:
    others = [await an_app(company) for _ in range(3)]
    made = await minsu.says("좋은 소식")
    for who in (jane, *others):
        await who.post(f"/api/v1/statuses/{made['id']}/favourite")
    async with asyncio.timeout(10):
        while len(await minsu.get("/api/v1/notifications")) < 4:
            await company.relay.delivered()
    found = await minsu.get("/api/v2/notifications")
    [group] = found["notification_groups"]
    assert (group["type"], group["notifications_count"], group["status_id"]) == ("favourite", 4, made["id"])
    assert group["group_key"].startswith(f"favourite-{made['id']}-")
    assert len(group["sample_account_ids"]) == len(found["accounts"]) == 4
    path = f"/api/v2/notifications/{group['group_key']}"
    assert (await minsu.get(path))["notification_groups"] == [group]
    assert len(await minsu.get(f"{path}/accounts")) == 4
    assert (await minsu.get("/api/v2/notifications/unread_count"))["count"] == 1
    few = await minsu.get("/api/v2/notifications", expand_accounts="partial_avatars")
    assert (len(few["accounts"]), len(few["partial_accounts"])) == (1, 3)
    assert set(few["partial_accounts"][0]) == {"id", "acct", "url", "avatar", "avatar_static", "locked", "bot"}
    apart = await minsu.get("/api/v2/notifications", **{"grouped_types[]": "follow"})
    assert [each["notifications_count"] for each in apart["notification_groups"]] == [1] * 4
    await minsu.get("/api/v2/notifications", 422, expand_accounts="some")
    for key in ("favourite", "favourite-x-1", "mention-1-2", "favourite-" + "9" * 40 + "-1", f"{group['group_key']}0"):
        await minsu.get(f"/api/v2/notifications/{key}", 404)
    await jane.get(path, 404)
    await minsu.post(f"{path}/dismiss")
    assert await minsu.get("/api/v1/notifications") == []
    await minsu.get(path, 404)


async def test_groups_hold_one_each_and_name_their_accounts_and_statuses_once(minsu: App, jane: App) -> None:
    await everything_happens(minsu, jane)
    await told(minsu, 6)
    found = await minsu.get("/api/v2/notifications")
    assert [each["type"] for each in found["notification_groups"]][:2] == ["follow", "quote"]
    assert len(found["accounts"]) == 1
    statuses = {each["id"] for each in found["statuses"]}
    assert {each["status_id"] for each in found["notification_groups"] if "status_id" in each} == statuses
    key = found["notification_groups"][0]["group_key"]
    assert (await minsu.get(f"/api/v2/notifications/{key}"))["notification_groups"][0]["group_key"] == key
    assert [each["acct"] for each in await minsu.get(f"/api/v2/notifications/{key}/accounts")] == ["jane"]
    await minsu.post(f"/api/v2/notifications/{key}/dismiss")
    await minsu.get(f"/api/v2/notifications/{key}", 404)
    for key in ("ungrouped-x", "ungrouped-" + "9" * 5_000, "9" * 5_000, "ungrouped-²"):
        await minsu.get(f"/api/v2/notifications/{key}", 404)
    assert (await minsu.get("/api/v2/notifications/unread_count"))["count"] == 5
    assert (await minsu.get("/api/v2/notifications/policy"))["for_not_following"] == "accept"


async def test_markers_only_move_on(minsu: App) -> None:
    assert await minsu.get("/api/v1/markers", **{"timeline[]": "home"}) == {}
    made = await minsu.post("/api/v1/markers", **{"home[last_read_id]": "50", "notifications[last_read_id]": "7"})
    assert (made["home"]["last_read_id"], made["home"]["version"]) == ("50", 1)
    made = await minsu.ask("POST", "/api/v1/markers", json={"home": {"last_read_id": "40"}})
    assert (made["home"]["last_read_id"], made["home"]["version"]) == ("50", 2)
    answer = await minsu.http.get("/api/v1/markers?timeline[]=home&timeline[]=notifications")
    assert answer.json()["notifications"]["last_read_id"] == "7"
    await minsu.post("/api/v1/markers", 422, **{"home[last_read_id]": "x"})


def a_png() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(kept, "PNG")
    return kept.getvalue()


async def test_a_picture_is_uploaded_described_and_posted(minsu: App, jane: App) -> None:
    for path in ("/api/v2/media", "/api/v1/media"):
        form = {"description": "칠판", "focus": "0.5,-0.25"}
        made = await minsu.ask("POST", path, data=form, files={"file": ("a.png", a_png(), "image/png")})
        assert (made["type"], made["description"]) == ("image", "칠판")
        assert made["meta"]["focus"] == {"x": 0.5, "y": -0.25}
        assert made["url"].startswith("http://127.0.0.1:8000/media/")
        assert made["blurhash"]
    changed = await minsu.ask("PUT", f"/api/v1/media/{made['id']}", data={"description": "흰 칠판"})
    assert (await minsu.get(f"/api/v1/media/{made['id']}"))["description"] == changed["description"] == "흰 칠판"
    await jane.get(f"/api/v1/media/{made['id']}", 404)
    await jane.ask("PUT", f"/api/v1/media/{made['id']}", 404, data={"description": "x"})
    refused = await jane.ask("POST", "/api/v1/statuses", 422, data={"status": "x", "media_ids[]": made["id"]})
    assert refused["error"].startswith("Validation failed: A picture is not there")
    posted = await minsu.ask("POST", "/api/v1/statuses", data={"media_ids[]": made["id"]})
    assert [each["id"] for each in posted["media_attachments"]] == [made["id"]]
    assert [each["id"] for each in await jane.get("/api/v1/timelines/public", only_media="true")] == [posted["id"]]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.png", b"<svg onload=alert(1)>", "image/png"),
        ("a.jpg", b"\x89PNG\r\n\x1a\nbroken", "image/jpeg"),
        ("a.html", b"<!doctype html><script>", "text/html"),
        ("a.png", b"", "image/png"),
    ],
)
async def test_a_lying_or_broken_picture_is_refused(minsu: App, name: str, content: bytes, kind: str) -> None:
    refused = await minsu.ask("POST", "/api/v2/media", 422, files={"file": (name, content, kind)})
    assert refused["error"].startswith("Validation failed: ")


async def test_no_file_and_a_wrong_focus_are_refused(minsu: App) -> None:
    await minsu.ask("POST", "/api/v2/media", 422, data={"description": "x"})
    for focus in ("x", "1", "2,0", "nan,0", "0,0,0"):
        await minsu.ask("PUT", "/api/v1/media/7", 422, data={"focus": focus})


async def test_strangers_learn_the_software_and_its_limits_and_nobodys_name(company: Company) -> None:
    stranger = a_stranger(company)
    v2 = await stranger.get("/api/v2/instance")
    assert v2["version"].endswith("(compatible; BizTweet 0.1.0)")
    assert v2["configuration"]["urls"]["streaming"] == "ws://127.0.0.1:8000"
    assert v2["configuration"]["statuses"]["max_characters"] == 280
    assert v2["contact"]["account"] is None
    assert (await stranger.get("/api/v1/instance"))["urls"]["streaming_api"] == "ws://127.0.0.1:8000"
    links = (await stranger.get("/.well-known/nodeinfo"))["links"]
    told = await stranger.get(links[0]["href"].removeprefix("http://127.0.0.1:8000"))
    assert told["software"]["name"] == "biztweet"
    assert told["metadata"]["upstream"]["name"] == "mastodon"
    assert "xrd" in (await stranger.http.get("/.well-known/host-meta")).text.lower()
    for name in ("header", "avatar"):
        picture = await stranger.http.get(f"/api/v1/blank/{name}.png")
        assert Image.open(io.BytesIO(picture.content)).size in ((1500, 500), (400, 400))
    await stranger.get("/api/v1/blank/x.png", 404)
    await stranger.get("/nodeinfo/9.9", 404)


async def test_what_apps_ask_for_when_they_start_is_there(minsu: App) -> None:
    for path in (
        "v1/custom_emojis", "v1/filters", "v2/filters", "v1/lists", "v1/followed_tags", "v1/announcements",
        "v1/follow_requests", "v1/conversations", "v1/scheduled_statuses", "v1/trends/tags", "v2/suggestions",
        "v1/instance/rules", "v1/notifications/requests",
    ):  # fmt: skip
        assert await minsu.get(f"/api/{path}") == []
    assert (await minsu.get("/api/v1/preferences"))["posting:default:visibility"] == "public"


async def test_search_finds_people_and_topics_and_fetches_nothing(minsu: App, jane: App) -> None:
    await jane.says("#점심번개 갑시다")
    found = await minsu.get("/api/v2/search", q="jan", resolve="true")
    assert [each["acct"] for each in found["accounts"]] == ["jane"]
    found = await minsu.get("/api/v2/search", q="#점심번개", type="hashtags")
    assert ([each["name"] for each in found["hashtags"]], found["accounts"]) == (["점심번개"], [])
    found = await minsu.get("/api/v2/search", q="https://elsewhere.example/@x/1", resolve="true")
    assert found == {"accounts": [], "statuses": [], "hashtags": []}
    assert (await minsu.get("/api/v1/tags/점심번개"))["following"] is False


async def test_a_token_does_what_its_scopes_say_and_no_more(company: Company, minsu: App) -> None:
    words = {"error": "This action is outside the authorized scopes"}
    reader = await an_app_of(company, minsu.me, "read")
    assert await reader.post("/api/v1/statuses", 403, status="x") == words
    await reader.get("/api/v1/timelines/home")
    narrow = await an_app_of(company, minsu.me, "read:accounts write:statuses")
    made = await narrow.says("좁은 허가")
    assert await narrow.get("/api/v1/timelines/home", 403) == words
    assert await narrow.post(f"/api/v1/statuses/{made['id']}/favourite", 403) == words
    await narrow.get("/api/v1/accounts/verify_credentials")
    old = await an_app_of(company, minsu.me, "follow")
    other = await an_app(company)
    assert (await old.post(f"/api/v1/accounts/{other.me.id}/follow"))["following"] is True
    assert await old.get("/api/v1/accounts/verify_credentials", 403) == words
    profile = await an_app_of(company, minsu.me, "profile")
    await profile.get("/api/v1/accounts/verify_credentials")
    await profile.get(f"/api/v1/accounts/{minsu.me.id}", 403)


async def test_an_app_that_acts_for_itself_reads_no_people_and_no_posts(company: Company, minsu: App) -> None:
    made = await minsu.says("사람에게만")
    robot = await an_app_for_itself(company)
    for path in (
        "timelines/public", "timelines/tag/x", f"statuses/{made['id']}", f"accounts/{minsu.me.id}", "notifications",
        "accounts/search?q=m", "streaming/public", f"accounts/{minsu.me.id}/statuses",
    ):  # fmt: skip
        refused = await robot.get(f"/api/v1/{path}", 401)
        assert refused == {"error": "This method requires an authenticated user"}
    assert (await robot.get("/api/v1/apps/verify_credentials"))["name"] == "Robot"


async def test_a_wrong_or_misplaced_token_opens_nothing(company: Company, minsu: App) -> None:
    bearer = minsu.http.headers["authorization"].partition(" ")[2]
    stranger = a_stranger(company)
    for header in (f"Bearer {bearer}x", "Bearer", f"Basic {bearer}", "Bearer \xff"):
        headers = {b"Authorization": header.encode("latin-1")}
        answer = await stranger.http.get("/api/v1/timelines/home", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
    assert (await stranger.http.get(f"/api/v1/timelines/home?access_token={bearer}")).status_code == 401
