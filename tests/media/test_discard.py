"""What no post shows is deleted: by its owner at once, by a chore after a day; a deleted post's may be posted anew."""

from typing import Any

import pytest

from biztweet.access.viewer import Viewer
from biztweet.company import Company
from biztweet.kernel.clock import DAY, HOUR
from biztweet.media import litter
from biztweet.media.describe import MediaNotFound, owned
from biztweet.media.discard import MediaInUse, discard, sweep
from biztweet.media.found import Sent
from biztweet.media.model import Media
from biztweet.media.upload import upload
from biztweet.ports.sql.statement import Query
from biztweet.posts.errors import MediaMissing
from biztweet.posts.remove import remove
from tests.clocks import FakeClock
from tests.factories import a_person, said
from tests.media.films import mp4
from tests.media.kept import files
from tests.media.papers import PDF
from tests.media.pictures import file, photograph

PICTURE = file(photograph(300, 200))


async def an_upload(here: Company, viewer: Viewer, content: bytes = PICTURE, name: str = "") -> Media:
    return await here.media.posters.ready(await upload(here.media, viewer, Sent(content, "", name)))


async def test_what_no_post_takes_up_is_gone_after_a_day(here: Company, minsu: Viewer, clock: FakeClock) -> None:
    unused = [
        await an_upload(here, minsu),
        await an_upload(here, minsu, mp4()),
        await an_upload(here, minsu, PDF, "a.pdf"),
    ]
    used = await an_upload(here, minsu)
    await said(here, minsu, media_ids=(used.id,))
    clock.now += DAY - HOUR
    fresh = await an_upload(here, minsu)
    clock.now += 2 * HOUR
    assert await sweep(here.db) == 3
    await litter.sweep(here.db, here.blobs)
    assert {key.partition("/")[0] for key in await files(here)} == {used.key, fresh.key}
    for media in unused:
        with pytest.raises(MediaNotFound):
            await owned(here.db, minsu, media.id)
        with pytest.raises(MediaMissing):
            await said(here, minsu, media_ids=(media.id,))


async def test_the_companys_chores_do_it(here: Company, minsu: Viewer, clock: FakeClock) -> None:
    await an_upload(here, minsu)
    clock.now += 2 * DAY
    await here.chores.turn()
    assert await files(here) == set()


async def test_a_deleted_posts_files_may_be_posted_anew_for_a_day(
    here: Company, minsu: Viewer, clock: FakeClock
) -> None:
    media = await an_upload(here, minsu)
    clock.now += 5 * DAY
    await remove(here.db, minsu, await said(here, minsu, media_ids=(media.id,)))
    assert (await owned(here.db, minsu, media.id)).released_at == clock.now
    clock.now += 23 * HOUR
    assert await sweep(here.db) == 0
    again = await said(here, minsu, media_ids=(media.id,))
    assert (await owned(here.db, minsu, media.id)).released_at is None
    await remove(here.db, minsu, again)
    clock.now += 25 * HOUR
    assert await sweep(here.db) == 1


async def test_its_owner_deletes_what_no_post_shows(here: Company, minsu: Viewer) -> None:
    unused, used = await an_upload(here, minsu), await an_upload(here, minsu)
    await said(here, minsu, media_ids=(used.id,))
    jane = await a_person(here)
    for media in (unused, used):
        with pytest.raises(MediaNotFound):
            await discard(here.db, jane, media.id)
    with pytest.raises(MediaInUse):
        await discard(here.db, minsu, used.id)
    await discard(here.db, minsu, unused.id)
    await litter.sweep(here.db, here.blobs)
    assert {key.partition("/")[0] for key in await files(here)} == {used.key}


async def test_what_a_post_takes_up_meanwhile_stays(here: Company, minsu: Viewer, clock: FakeClock) -> None:
    """The sweep asks again in its transaction: what it found before may belong to a post by now."""
    media = await an_upload(here, minsu)
    clock.now += 2 * DAY
    rows = here.db.rows

    async def and_then_it_is_posted(query: Query[Any], **values: Any) -> list[Any]:
        found = await rows(query, **values)
        here.db.rows = rows  # type: ignore[method-assign]
        await said(here, minsu, media_ids=(media.id,))
        return found

    here.db.rows = and_then_it_is_posted  # type: ignore[method-assign]
    assert await sweep(here.db) == 0
    assert (await owned(here.db, minsu, media.id)).post_id is not None
