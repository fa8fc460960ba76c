"""The rest of v1.1: one's profile and settings, repeats of one's own, embedding, trends, help, places, what is gone."""

import pytest

from biztweet.access.viewer import Viewer
from biztweet.accounts.model import Role
from biztweet.company import Company
from biztweet.kernel.paging import Page
from biztweet.moderation.report import listed
from biztweet.posts.model import Source
from biztweet.posts.repost import repost
from tests.api.twitter_v1.asking import Client, code
from tests.factories import a_person, said


async def test_a_profile_is_changed_as_far_as_it_is_ones_own(client: Client) -> None:
    wanted = {"name": "김민수", "url": "example.com/minsu", "location": "판교", "description": "데이터 <3"}
    made = (await client.post("account/update_profile.json", **wanted)).json()
    assert {name: made[name] for name in wanted} == wanted | {"url": "http://example.com/minsu"}
    assert (await client.post("account/update_profile.json", location="")).json()["location"] == ""
    shown = (await client.get("account/verify_credentials.json")).json()
    assert (shown["location"], shown["description"]) == ("", "데이터 <3")
    assert code(await client.post("account/update_profile.json", name="다른 사람")) == (403, 120)
    assert code(await client.post("account/update_profile_image.json", image="aGk=")) == (403, 120)
    for address in ("javascript:alert(1)", "no address"):
        assert code(await client.post("account/update_profile.json", url=address)) == (403, 120)
    assert code(await client.post("account/update_profile.json", description="a" * 501)) == (403, 170)
    assert code(await client.post("account/update_profile.json", description="\u202e")) == (403, 170)


async def test_settings_hold_the_language(client: Client) -> None:
    assert (await client.post("account/settings.json", lang="en", time_zone="Seoul")).json()["language"] == "en"
    assert (await client.get("account/settings.json")).json()["language"] == "en"
    assert code(await client.post("account/settings.json", lang="tlh")) == (400, 44)


async def test_ones_posts_that_were_repeated_are_listed(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer
) -> None:
    older, newer = await said(company, minsu, "하나"), await said(company, minsu, "둘")
    await said(company, minsu, "셋")
    for post_id in (older, newer):
        await repost(company.db, jihye, post_id, Source("Tests"))
    listed = (await client.get("statuses/retweets_of_me.json")).json()
    assert [one["id"] for one in listed] == [newer, older]
    page = await client.get("statuses/retweets_of_me.json", max_id=newer - 1)
    assert [one["id"] for one in page.json()] == [older]


async def test_a_friendship_is_told_when_it_is_updated(client: Client, jihye: Viewer) -> None:
    await client.post("friendships/create.json", screen_name="jihye")
    told = (await client.post("friendships/update.json", screen_name="jihye", retweets="false")).json()
    assert told["relationship"]["source"]["following"] is True
    assert told == (await client.get("friendships/show.json", target_screen_name="jihye")).json()


async def test_spam_is_reported_and_hides_who_sends_it_unless_one_says_no(
    company: Company, client: Client, minsu: Viewer, jihye: Viewer
) -> None:
    kept = await client.post("users/report_spam.json", screen_name="jihye", perform_block="false")
    assert kept.json()["id"] == jihye.id
    assert (await client.get("blocks/ids.json")).json()["ids"] == []
    await client.post("users/report_spam.json", user_id=jihye.id)
    assert (await client.get("blocks/ids.json")).json()["ids"] == [jihye.id]
    assert code(await client.post("users/report_spam.json", user_id=minsu.id)) == (403, 158)
    assert code(await client.post("users/report_spam.json", user_id=5)) == (404, 50)
    boss = await a_person(company, "boss", role=Role.admin)
    told = await listed(company.db, boss, Page(limit=10), resolved=False)
    assert [(one.reporter_id, one.target_id, one.category) for one in told] == [(minsu.id, jihye.id, "spam")] * 2


async def test_a_post_is_embedded_without_a_script(company: Company, client: Client, jihye: Viewer) -> None:
    post_id = await said(company, jihye, "<script>alert(1)</script> & 안녕\n둘째 줄")
    told = (await client.get("statuses/oembed.json", id=post_id)).json()
    link = f"http://127.0.0.1:8000/@jihye/{post_id}"
    assert (told["type"], told["version"], told["url"], told["author_name"]) == ("rich", "1.0", link, "박지혜")
    assert "<script" not in told["html"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; 안녕<br>둘째 줄" in told["html"]
    assert (await client.get("statuses/oembed.json", url=link, maxwidth=5)).json()["width"] == 220
    assert code(await client.get("statuses/oembed.json", id="12")) == (404, 144)
    assert code(await client.get("statuses/oembed.json", url="https://elsewhere.example/1")) == (404, 144)
    assert code(await client.get("statuses/oembed.json")) == (400, 38)


async def test_trends_are_what_the_company_talks_about(company: Company, client: Client, jihye: Viewer) -> None:
    await said(company, jihye, "#점심 뭐 먹죠")
    [place] = (await client.get("trends/available.json")).json()
    assert place["woeid"] == 1
    [told] = (await client.get("trends/place.json", id=1)).json()
    [trend] = told["trends"]
    assert (trend["name"], trend["tweet_volume"], trend["promoted_content"]) == ("#점심", 1, None)
    assert told["locations"] == [{"name": "Worldwide", "woeid": 1}]
    [without] = (await client.get("trends/place.json", id=1, exclude="hashtags")).json()
    assert without["trends"] == []
    assert code(await client.get("trends/place.json", id=23424868)) == (404, 34)
    assert code(await client.get("trends/place.json")) == (400, 38)


async def test_the_service_tells_of_itself(client: Client) -> None:
    told = (await client.get("help/configuration.json")).json()
    assert (told["short_url_length"], told["photo_sizes"]["thumb"]["resize"]) == (23, "crop")
    assert [one["code"] for one in (await client.get("help/languages.json")).json()] == ["ko", "en"]
    assert "company" in (await client.get("help/tos.json")).json()["tos"]
    assert "company" in (await client.get("help/privacy.json")).json()["privacy"]
    assert (await client.get("geo/search.json", query="서울")).json()["result"] == {"places": []}
    assert (await client.get("geo/reverse_geocode.json", lat=1, long=2)).json()["query"]["type"] == "reverse_geocode"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("account/update_delivery_device.json", (410, 251)),
        ("account/update_profile_background_image.json", (410, 251)),
        ("users/contributors.json", (410, 251)),
        ("users/suggestions.json", (404, 34)),
        ("collections/list.json", (404, 34)),
        ("direct_messages/welcome_messages/list.json", (404, 34)),
        ("account_activity/all/webhooks.json", (404, 34)),
        ("geo/id/abc.json", (404, 34)),
    ],
)
async def test_what_is_not_there_or_gone_is_told_apart(client: Client, path: str, expected: tuple[int, int]) -> None:
    assert code(await client.get(path)) == expected
    assert code(await client.post(path)) == expected
