"""No words of ours hide, overwrite or turn around what stands beside them."""

from collections.abc import Awaitable, Callable

import pytest

from biztweet.access.apps import register
from biztweet.accounts.join import edit_profile
from biztweet.company import Company
from biztweet.kernel.characters import check_safe
from biztweet.kernel.errors import Invalid
from biztweet.media.describe import describe
from tests.factories import a_person


@pytest.mark.parametrize("text", ["", "안녕\n\tHello", "مرحبا\u200f", "👨\u200d👩\u200d👧", "é"])
def test_words_may_stand(text: str) -> None:
    check_safe("bio", text)


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\u202e", "\u2066", "\ud800", "\ufffe"])
def test_what_hides_or_turns_around_may_not(character: str) -> None:
    with pytest.raises(Invalid, match=f"bio .*U.{ord(character):04X}"):
        check_safe("bio", f"a{character}b")


async def _bio(company: Company, text: str) -> None:
    await edit_profile(company.db, (await a_person(company)).id, bio=text)


async def _description(company: Company, text: str) -> None:
    await describe(company.db, await a_person(company), 7, description=text)


async def _name_of_an_app(company: Company, text: str) -> None:
    await register(company.db, company.vault, name=text)


@pytest.mark.parametrize("say", [_bio, _description, _name_of_an_app])
async def test_all_that_others_read_is_looked_at(
    company: Company, say: Callable[[Company, str], Awaitable[None]]
) -> None:
    with pytest.raises(Invalid, match=r"U\+202E"):
        await say(company, "Biz\u202etewT")
