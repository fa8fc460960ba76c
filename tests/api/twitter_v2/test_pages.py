"""Pages of posts: by ids, by instants, by tokens, in both directions, on both databases."""

from biztweet.api.twitter_v2.present.times import instant
from biztweet.company import Company
from biztweet.kernel.ids import instant_of
from tests.api.twitter_v2.asking import a_client
from tests.factories import a_person, said


async def test_a_timeline_is_cut_by_ids_and_instants_and_read_by_tokens(any_company: Company) -> None:
    minsu = await a_person(any_company)
    ids = [await said(any_company, minsu, str(number)) for number in range(14)][::-1]
    path = f"users/{minsu.id}/tweets"
    async with a_client(any_company, minsu) as client:

        async def shown(**query: object) -> list[int]:
            return [int(tweet["id"]) for tweet in (await client.get(path, **query)).json().get("data", [])]

        assert await shown(max_results=100) == ids
        assert await shown(since_id=ids[3]) == ids[:3]
        assert await shown(until_id=ids[9]) == ids[10:]
        assert await shown(start_time=instant(instant_of(ids[-1])), max_results=100) == ids
        assert await shown(end_time=instant(instant_of(ids[-1]))) == []
        assert await shown(since_id=ids[-1], until_id=ids[0], max_results=100) == ids[1:-1]
        meta = (await client.get(path, max_results=5)).json()["meta"]
        assert (meta["result_count"], meta["newest_id"], meta["oldest_id"]) == (5, str(ids[0]), str(ids[4]))
        seen, token = list[int](), dict[str, str]()
        while True:
            answer = (await client.get(path, max_results=5, since_id=ids[-1], **token)).json()
            seen += [int(tweet["id"]) for tweet in answer["data"]]
            if "next_token" not in answer["meta"]:
                break
            token = {"pagination_token": answer["meta"]["next_token"]}
        assert seen == ids[:-1]
        back = (await client.get(path, max_results=5, pagination_token=answer["meta"]["previous_token"])).json()
        assert [int(tweet["id"]) for tweet in back["data"]] == ids[5:10]
