"""Lists as Mastodon's apps know them: one's own, filled with anybody, read, listened to; others' look missing."""

from biztweet.company import Company
from biztweet.lists.create import create
from biztweet.lists.model import Outline
from tests.api.mastodon.clients import App, an_app
from tests.api.mastodon.listening import Phone, heard
from tests.running import RunningServer

LISTS = "/api/v1/lists"


async def test_a_list_is_made_shown_changed_and_deleted(minsu: App) -> None:
    made = await minsu.post(LISTS, title="데이터팀")
    assert made == {"id": made["id"], "title": "데이터팀", "replies_policy": "list", "exclusive": False}
    other = await minsu.post(LISTS, title="둘째", replies_policy="followed", exclusive="true")
    assert (other["replies_policy"], other["exclusive"]) == ("followed", True)
    assert await minsu.get(LISTS) == [other, made]
    path = f"{LISTS}/{made['id']}"
    changed = await minsu.ask("PUT", path, data={"title": "분석", "replies_policy": "none", "exclusive": "true"})
    assert changed == {"id": made["id"], "title": "분석", "replies_policy": "none", "exclusive": True}
    assert await minsu.ask("PUT", path, data={"exclusive": "false"}) == changed | {"exclusive": False}
    assert await minsu.get(path) == changed | {"exclusive": False}
    assert await minsu.ask("DELETE", path) == {}
    for method in ("GET", "PUT", "DELETE"):
        assert await minsu.ask(method, path, 404) == {"error": "Record not found"}
    assert await minsu.get(LISTS) == [other]


async def test_what_cannot_be_a_list_is_refused_in_mastodons_words(minsu: App) -> None:
    for form, words in (
        ({}, "Title can't be blank"),
        ({"title": "  "}, "Title can't be blank"),
        ({"title": "x" * 101}, "A list's name may have 100 characters"),
        ({"title": "x", "replies_policy": "all"}, "replies_policy must be one of followed, list, none"),
        ({"title": "a\u202eb"}, "name holds a character that words do not: U+202E"),
    ):
        assert await minsu.post(LISTS, 422, **form) == {"error": f"Validation failed: {words}"}


async def test_anybody_may_stand_in_a_list_and_who_does_is_told(company: Company, minsu: App, jane: App) -> None:
    bora = await an_app(company, "bora")
    made = await minsu.post(LISTS, title="팀")
    path = f"{LISTS}/{made['id']}/accounts"
    both = {"account_ids[]": [str(jane.me.id), str(bora.me.id)]}
    for _ in range(2):
        assert await minsu.post(path, **both) == {}
    assert [each["acct"] for each in await minsu.get(path)] == ["bora", "jane"]
    assert [each["acct"] for each in await minsu.get(path, limit=0)] == ["bora", "jane"]
    page = await minsu.http.get(path, params={"limit": 1})
    rest = await minsu.http.get(page.links["next"]["url"])
    assert [each["acct"] for each in (*page.json(), *rest.json())] == ["bora", "jane"]
    assert await minsu.get(f"/api/v1/accounts/{jane.me.id}/lists") == [made]
    assert await jane.get(f"/api/v1/accounts/{jane.me.id}/lists") == []
    assert await minsu.ask("DELETE", path, params={"account_ids[]": [str(jane.me.id), "7"]}) == {}
    assert await minsu.ask("DELETE", path, data={"account_ids[]": [str(jane.me.id)]}) == {}
    assert [each["acct"] for each in await minsu.get(path)] == ["bora"]
    assert await minsu.post(path, 404, **{"account_ids[]": ["7"]}) == {"error": "Record not found"}
    await minsu.get("/api/v1/accounts/7/lists", 404)


async def test_a_lists_timeline_is_paged_like_any(minsu: App, jane: App) -> None:
    made = await minsu.post(LISTS, title="팀")
    await minsu.post(f"{LISTS}/{made['id']}/accounts", **{"account_ids[]": [str(jane.me.id)]})
    posted = [(await jane.says(f"글 {number}"))["id"] for number in range(3)][::-1]
    await minsu.says("내 글")
    path = f"/api/v1/timelines/list/{made['id']}"
    page = await minsu.http.get(path, params={"limit": 2})
    rest = await minsu.http.get(page.links["next"]["url"])
    assert [each["id"] for each in (*page.json(), *rest.json())] == posted


async def test_lists_of_others_look_missing_public_or_not(company: Company, minsu: App, jane: App) -> None:
    public = await create(company.db, jane.me, Outline("공개"))
    private = int((await jane.post(LISTS, title="비공개"))["id"])
    for list_id in (public, private, 7, 2**63 - 1, 10**30, -1, "x"):
        for method, path in (
            ("GET", f"{LISTS}/{list_id}"),
            ("PUT", f"{LISTS}/{list_id}"),
            ("DELETE", f"{LISTS}/{list_id}"),
            ("GET", f"{LISTS}/{list_id}/accounts"),
            ("POST", f"{LISTS}/{list_id}/accounts"),
            ("DELETE", f"{LISTS}/{list_id}/accounts"),
            ("GET", f"/api/v1/timelines/list/{list_id}"),
            ("GET", f"/api/v1/streaming/list?list={list_id}"),
        ):
            assert await minsu.ask(method, path, 404) == {"error": "Record not found"}, (method, path)
    assert await minsu.get(LISTS) == []
    assert len(await jane.get(LISTS)) == 2


async def test_lists_need_their_scopes(company: Company, minsu: App) -> None:
    reader = await an_app(company, "reader", scopes="read:statuses write:statuses")
    for method, path in (("GET", LISTS), ("POST", LISTS), ("GET", "/api/v1/streaming/list?list=1")):
        assert (await reader.ask(method, path, 403))["error"] == "This action is outside the authorized scopes"


def test_a_list_is_heard_on_both_transports_and_heeds_who_stands_in_it(server: RunningServer) -> None:
    server.add_person("minsu", "김민수")
    server.add_person("jane", "Jane")
    minsu, jane = Phone(server, "minsu"), Phone(server, "jane")
    jane_id = jane.ask("GET", "/api/v1/accounts/verify_credentials")["id"]
    made = minsu.ask("POST", LISTS, title="팀")
    accounts = f"{LISTS}/{made['id']}/accounts"
    path = f"/api/v1/streaming/list?list={made['id']}"
    with minsu.events(path) as events, minsu.socket() as socket, minsu.events("/api/v1/streaming/public") as public:
        socket.send(f'{{"type":"subscribe","stream":"list","list":"{made["id"]}"}}')
        socket.send('{"type":"subscribe","stream":"list","list":"7"}')
        assert heard(socket) == {"error": "Record not found", "status": 404}
        jane.says("아직 아님")
        public.until("아직 아님")
        minsu.ask("POST", accounts, **{"account_ids[]": jane_id})
        said = jane.says("이제 들림")
        event = events.next()
        assert (event["event"], event.payload["id"]) == ("update", said["id"])
        message = heard(socket)
        assert (message["stream"], message["event"]) == (["list", made["id"]], "update")
        minsu.ask("DELETE", f"{accounts}?account_ids[]={jane_id}")
        jane.says("더는 아님")
        public.until("더는 아님")
        minsu.ask("POST", accounts, **{"account_ids[]": jane_id})
        jane.says("끝")
        assert events.until("끝") == []
