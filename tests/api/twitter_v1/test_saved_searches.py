"""Saved searches through v1.1."""

from tests.api.twitter_v1.asking import Client, code


async def test_searches_are_saved_shown_and_forgotten(client: Client, other: Client) -> None:
    made = (await client.post("saved_searches/create.json", query="#회의 from:jihye")).json()
    assert (made["query"], made["name"], made["position"]) == ("#회의 from:jihye", "#회의 from:jihye", None)
    assert (await client.post("saved_searches/create.json", query="#회의 from:jihye")).json() == made
    assert (await client.get("saved_searches/list.json")).json() == [made]
    assert (await client.get(f"saved_searches/show/{made['id']}.json")).json() == made
    assert (await other.get("saved_searches/list.json")).json() == []
    for wrong in (made["id"], 7, "9" * 19, "x"):
        assert code(await other.get(f"saved_searches/show/{wrong}.json")) == (404, 34)
        assert code(await other.post(f"saved_searches/destroy/{wrong}.json")) == (404, 34)
    assert (await client.post(f"saved_searches/destroy/{made['id']}.json")).json() == made
    assert (await client.get("saved_searches/list.json")).json() == []
    assert code(await client.post("saved_searches/create.json")) == (400, 38)
    assert code(await client.post("saved_searches/create.json", query=" ")) == (403, 170)
    for number in range(25):
        await client.post("saved_searches/create.json", query=f"{number}")
    assert code(await client.post("saved_searches/create.json", query="one more")) == (403, 172)
