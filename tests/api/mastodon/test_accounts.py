"""Accounts over HTTP: read, found, followed, muted, blocked; and what belongs to the directory stays as it is."""

import pytest

from biztweet.accounts.join import edit_profile
from biztweet.accounts.model import Home
from biztweet.company import Company
from tests.api.mastodon.clients import App, an_app
from tests.media.pictures import file, photograph


@pytest.fixture
async def jane(company: Company) -> App:
    """Whose handle has a capital letter."""
    return await an_app(company, "Jane", name="Jane Kim")


async def test_a_token_knows_whom_it_speaks_for(minsu: App) -> None:
    mine = await minsu.get("/api/v1/accounts/verify_credentials")
    assert (mine["id"], mine["acct"], mine["display_name"]) == (str(minsu.me.id), "minsu", "김민수")
    assert mine["source"]["privacy"] == "public"
    assert mine["fields"][0]["value"] == "데이터팀"


async def test_reblogs_of_somebody_are_not_shown(minsu: App, jane: App) -> None:
    path = f"/api/v1/accounts/{jane.me.id}"
    post = await minsu.says("다시 올릴 글")
    await edit_profile(minsu.company.db, minsu.me.id, home=Home.following)
    assert (await minsu.post(f"{path}/follow"))["showing_reblogs"] is True
    await jane.post(f"/api/v1/statuses/{post['id']}/reblog")
    assert len(await minsu.get("/api/v1/timelines/home")) == 2
    assert (await minsu.post(f"{path}/follow", reblogs="false"))["showing_reblogs"] is False
    assert [each["id"] for each in await minsu.get("/api/v1/timelines/home")] == [post["id"]]
    [stands] = await minsu.get("/api/v1/accounts/relationships", **{"id[]": str(jane.me.id)})
    assert (stands["following"], stands["showing_reblogs"]) == (True, False)
    assert (await minsu.post(f"{path}/follow"))["showing_reblogs"] is False
    assert (await minsu.post(f"{path}/follow", reblogs="true"))["showing_reblogs"] is True


async def test_accounts_are_found_by_id_by_handle_in_any_case_and_by_name(minsu: App, jane: App) -> None:
    janes_id = str(jane.me.id)
    assert (await minsu.get(f"/api/v1/accounts/{janes_id}"))["acct"] == "Jane"
    for acct in ("jane", "@JANE", "jane@127.0.0.1:8000", "Jane@127.0.0.1"):
        assert (await minsu.get("/api/v1/accounts/lookup", acct=acct))["id"] == janes_id
    for typed in ("ja", "@jan", "kim", "Jane Kim", "jane@127.0.0.1:8000"):
        assert [each["id"] for each in await minsu.get("/api/v1/accounts/search", q=typed)] == [janes_id]
    assert [each["acct"] for each in await jane.get("/api/v1/accounts/search", q="민수")] == ["minsu"]
    for typed in ("", "%", "_", "nobody"):
        assert await minsu.get("/api/v1/accounts/search", q=typed) == []
    found = await minsu.http.get(f"/api/v1/accounts?id[]={janes_id}&id[]=7")
    assert [each["id"] for each in found.json()] == [janes_id]
    for path in (
        "accounts/7",
        "accounts/x",
        "accounts/lookup?acct=nobody",
        "accounts/lookup?acct=jane@elsewhere.example",
    ):
        assert await minsu.get(f"/api/v1/{path}", 404) == {"error": "Record not found"}


async def test_following_muting_and_blocking_tell_how_one_stands(minsu: App, jane: App) -> None:
    path = f"/api/v1/accounts/{jane.me.id}"
    assert (await minsu.post(f"{path}/follow"))["following"] is True
    assert (await jane.get("/api/v1/accounts/relationships", id=str(minsu.me.id)))[0]["followed_by"] is True
    assert [each["acct"] for each in await jane.get(f"{path}/followers")] == ["minsu"]
    assert [each["acct"] for each in await jane.get(f"/api/v1/accounts/{minsu.me.id}/following")] == ["Jane"]
    assert (await minsu.get("/api/v1/accounts/verify_credentials"))["following_count"] == 1
    muted = await minsu.post(f"{path}/mute", notifications="false", duration="600")
    assert (muted["muting"], muted["muting_notifications"], muted["following"]) == (True, False, True)
    assert [each["acct"] for each in await minsu.get("/api/v1/mutes")] == ["Jane"]
    assert (await minsu.post(f"{path}/unmute"))["muting"] is False
    blocked = await minsu.post(f"{path}/block")
    assert (blocked["blocking"], blocked["following"]) == (True, False)
    assert [each["acct"] for each in await minsu.get("/api/v1/blocks")] == ["Jane"]
    stands = await jane.get("/api/v1/accounts/relationships", id=str(minsu.me.id))
    assert (stands[0]["blocked_by"], stands[0]["followed_by"]) == (False, False)
    assert (await minsu.post(f"{path}/unblock"))["blocking"] is False
    assert (await minsu.post(f"{path}/follow"))["following"] is True
    assert (await minsu.post(f"{path}/unfollow"))["following"] is False


async def test_nobody_follows_mutes_or_blocks_themselves(minsu: App) -> None:
    for act in ("follow", "mute", "block"):
        refused = await minsu.post(f"/api/v1/accounts/{minsu.me.id}/{act}", 403)
        assert refused == {"error": "This action is not allowed"}


async def test_who_is_muted_is_not_read(minsu: App, jane: App) -> None:
    said = await jane.says("조용히 해 주세요")
    await minsu.post(f"/api/v1/accounts/{jane.me.id}/mute")
    assert await minsu.get("/api/v1/timelines/home") == []
    assert (await minsu.get(f"/api/v1/statuses/{said['id']}"))["id"] == said["id"]


async def test_people_say_of_themselves_what_is_theirs_to_say(minsu: App) -> None:
    form = {"note": "데이터 <좋아>", "source[language]": "en", "display_name": "김민수", "locked": "true"}
    mine = await minsu.ask("PATCH", "/api/v1/accounts/update_credentials", data=form)
    assert mine["source"]["note"] == "데이터 <좋아>"
    assert mine["note"] == "<p>데이터 &lt;좋아&gt;</p>"
    assert mine["source"]["language"] == "en"
    mine = await minsu.ask("PATCH", "/api/v1/accounts/update_credentials", data={"source[language]": "fr"})
    assert mine["source"]["language"] == "en"  # an app's language of posts, in which no page of ours is written
    assert mine["locked"] is False


async def test_name_and_picture_are_the_directorys(minsu: App) -> None:
    path = "/api/v1/accounts/update_credentials"
    words = "Validation failed: Name and picture come from the company directory"
    assert await minsu.ask("PATCH", path, 422, data={"display_name": "사장님"}) == {"error": words}
    picture = {"avatar": ("me.png", b"\x89PNG", "image/png")}
    assert await minsu.ask("PATCH", path, 422, files=picture) == {"error": words}
    assert (await minsu.ask("PATCH", path, 422, data={"note": "x" * 501}))["error"].startswith("Validation failed: ")
    assert (await minsu.get("/api/v1/accounts/verify_credentials"))["display_name"] == "김민수"


async def test_a_picture_hangs_at_the_head_of_ones_page(minsu: App, jane: App) -> None:
    path = "/api/v1/accounts/update_credentials"
    picture = {"header": ("wide.jpg", file(photograph(300, 100)), "image/jpeg")}
    mine = await minsu.ask("PATCH", path, files=picture, data={"note": "바다"})
    assert (mine["source"]["note"], mine["header_static"]) == ("바다", mine["header"])
    assert (await jane.get(f"/api/v1/accounts/{minsu.me.id}"))["header"] == mine["header"]
    for wrong in ({"files": {"header": ("a.svg", b"<svg/>", "image/svg+xml")}}, {"data": {"header": "a.jpg"}}):
        assert (await minsu.ask("PATCH", path, 422, **wrong))["error"].startswith("Validation failed: ")
    assert (await minsu.get("/api/v1/accounts/verify_credentials"))["header"] == mine["header"]
    assert (await minsu.ask("DELETE", "/api/v1/profile/header"))["header"].endswith("/blank/header.png")
    assert (await minsu.ask("DELETE", "/api/v1/profile/header"))["header"].endswith("/blank/header.png")


async def test_an_accounts_statuses_are_shown_as_asked(minsu: App, jane: App) -> None:
    first = (await minsu.says("하나 #Lunch"))["id"]
    theirs = (await jane.says("제인의 글"))["id"]
    answer = (await minsu.says("답", in_reply_to_id=theirs))["id"]
    repeat = (await minsu.post(f"/api/v1/statuses/{theirs}/reblog"))["id"]

    async def shown(**asked: str) -> list[str]:
        return [each["id"] for each in await jane.get(f"/api/v1/accounts/{minsu.me.id}/statuses", **asked)]

    assert await shown() == [repeat, answer, first]
    assert await shown(exclude_replies="true") == [repeat, first]
    assert await shown(exclude_reblogs="1") == [answer, first]
    assert await shown(tagged="lunch") == [first]
    assert await shown(only_media="true") == []
    assert await shown(pinned="true") == []
    assert await shown(limit="1", max_id=answer) == [first]
