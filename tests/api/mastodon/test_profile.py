"""One's own profile over HTTP: fields of one's own, fields of the directory's, and what stays as it is."""

from typing import Any

import pytest

from biztweet.company import Company
from tests.api.mastodon.clients import App, an_app, an_app_of
from tests.media.pictures import file, photograph

PROFILE, CREDENTIALS = "/api/v1/profile", "/api/v1/accounts/update_credentials"


@pytest.fixture
def company(any_company: Company) -> Company:
    return any_company


async def patched(app: App, path: str, expect: int = 200, /, **form: Any) -> Any:
    return await app.ask("PATCH", path, expect, data=form)


async def test_own_fields_follow_those_of_the_directory_and_alone_can_be_edited(company: Company, jane: App) -> None:
    minsu = await an_app(company, "minsu", name="김민수", department="데이터팀", office="7층", manager_id=jane.me.id)
    form = {
        "fields_attributes[0][name]": "블로그",
        "fields_attributes[0][value]": "글은 https://blog.example/<x> 에",
        "fields_attributes[420][name]": "<내선>",
        "fields_attributes[420][value]": "1234",
    }
    mine = await patched(minsu, CREDENTIALS, **form)
    assert mine["source"]["fields"] == [
        {"name": "블로그", "value": "글은 https://blog.example/<x> 에", "verified_at": None},
        {"name": "<내선>", "value": "1234", "verified_at": None},
    ]
    seen = await jane.get(f"/api/v1/accounts/{minsu.me.id}")
    assert seen["fields"] == mine["fields"]
    department, office, manager, blog, phone = seen["fields"]
    assert [each["name"] for each in seen["fields"]] == ["부서", "근무지", "상급자", "블로그", "<내선>"]
    assert (department["value"], office["value"]) == ("데이터팀", "7층")
    assert manager["value"] == '<a href="http://127.0.0.1:8000/@jane" class="u-url mention">Jane Kim</a>'
    assert all(each["verified_at"] for each in (department, office, manager))
    assert blog["verified_at"] is phone["verified_at"] is None
    assert '<a href="https://blog.example/" target="_blank" rel="nofollow noopener me"' in blog["value"]
    assert "<x>" not in blog["value"]
    await patched(minsu, CREDENTIALS, note="필드는 그대로")
    assert len((await minsu.get(PROFILE))["fields"]) == 2
    cleared = await minsu.ask("PATCH", PROFILE, json={"fields_attributes": [{"name": "", "value": ""}]})
    assert cleared["fields"] == []


async def test_a_profile_looks_as_the_docs_say(minsu: App) -> None:
    await minsu.post("/api/v1/featured_tags", name="점심")
    shown = await minsu.get(PROFILE)
    assert (shown["id"], shown["display_name"], shown["note"]) == (str(minsu.me.id), "김민수", "")
    assert shown["avatar"].startswith("http://127.0.0.1:8000/media/")
    assert (shown["header"], shown["header_description"]) == (None, "")
    assert (shown["locked"], shown["bot"], shown["discoverable"], shown["show_media"]) == (False, False, True, True)
    assert [tag["name"] for tag in shown["featured_tags"]] == ["점심"]
    changed = await patched(minsu, PROFILE, note="<안녕>", display_name="김민수")
    assert changed["note"] == "<안녕>"
    picture = {"header": ("wide.jpg", file(photograph(300, 100)), "image/jpeg")}
    assert (await minsu.ask("PATCH", PROFILE, files=picture))["header"].startswith("http://127.0.0.1:8000/media/")
    assert (await minsu.ask("DELETE", f"{PROFILE}/header"))["header"].endswith("/blank/header.png")


@pytest.mark.parametrize("path", [PROFILE, CREDENTIALS])
async def test_what_is_not_ones_own_or_too_much_is_refused(minsu: App, path: str) -> None:
    five = {f"fields_attributes[{number}][name]": str(number) for number in range(5)}
    for form, words in (
        ({"display_name": "사장님"}, "directory"),
        ({"avatar": "data:"}, "directory"),
        (five, "4 fields"),
        ({"fields_attributes[0][value]": "x"}, "without a name"),
        ({"fields_attributes[0][name]": "x" * 256}, "255 characters"),
        ({"source[privacy]": "private"}, "whole company"),
        ({"source[quote_policy]": "nobody"}, "whole company"),
        ({"fields_attributes": "x"}, "fields_attributes"),
    ):
        refused = await patched(minsu, path, 422, **form)
        assert refused["error"].startswith("Validation failed: ")
        assert words in refused["error"]
    assert "directory" in (await minsu.ask("DELETE", f"{PROFILE}/avatar", 422))["error"]


async def test_scopes(minsu: App) -> None:
    reader = await an_app_of(minsu.company, minsu.me, "profile")
    assert (await reader.get(PROFILE))["id"] == str(minsu.me.id)
    await patched(reader, PROFILE, 403, note="x")
    await reader.ask("DELETE", f"{PROFILE}/avatar", 403)


async def test_a_refused_change_leaves_the_banner_as_it_was(minsu: App) -> None:
    before = (await minsu.get(PROFILE))["header"]
    for wrong in ({"note": "x" * 501}, {"fields_attributes[0][value]": "nameless"}, {"note": "a\u202e"}):
        picture = {"header": ("a.jpg", file(photograph(300, 100)), "image/jpeg")}
        await minsu.ask("PATCH", CREDENTIALS, 422, data=wrong, files=picture)
    assert (await minsu.get(PROFILE))["header"] == before
