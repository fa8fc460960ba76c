"""Meaning: what a query asks of a document. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from biztweet.ports.index import Either, Every, Expression, Term
from biztweet.search.document import fact
from biztweet.search.operators import Operator
from biztweet.search.tree import All, Any, Node, Not, Phrase, Word
from biztweet.search.words import term

_ADDRESS = "url"
_ME = "me"


class Circumstances(msgspec.Struct, frozen=True):
    """What a query is asked in: `me` is whom `from:me` names, `members` are those of the lists that it names.

    `whole_words`: `deploy` does not find `deployed`, as Twitter's streams have it.
    """

    me: int | None = None
    members: Mapping[str, Collection[int]] = {}
    whole_words: bool = False


SEARCH = Circumstances()
STREAM = Circumstances(whole_words=True)


def meaning(node: Node, asked: Circumstances = SEARCH) -> Expression | None:
    """The expression that finds it; None where it holds nothing that could be found, like “!?”."""
    match node:
        case Word(text):
            return term(text, whole=asked.whole_words)
        case Phrase(text):
            return term(text, exact=True)
        case Operator():
            return _fact(node, asked)
        case Not(part):
            return meaning(part, asked)
        case Any(parts):
            return any_of(meaning(part, asked) for part in parts)
        case All(parts):
            found = [(isinstance(part, Not), meaning(part, asked)) for part in parts]
            wanted = tuple(one for negative, one in found if one is not None and not negative)
            without = tuple(one for negative, one in found if one is not None and negative)
            return _every(wanted, without)


def any_of(expressions: Iterable[Expression | None]) -> Expression | None:
    """What one of them suffices for; None if there is none."""
    found = tuple(one for one in expressions if one is not None)
    return Either(found) if len(found) > 1 else found[0] if found else None


def people(relation: str, account_ids: Iterable[int]) -> Expression:
    """What finds posts that stand in a relation to one of these people; with nobody, nothing."""
    found = tuple(Term((fact(relation, account_id),)) for account_id in sorted(account_ids))
    return Either(found or (Term((fact(relation, 0),)),))


def lists_in(node: Node) -> Iterator[str]:
    """The ids of the lists that a query names."""
    match node:
        case Operator("list", list_id):
            yield list_id
        case Not(part):
            yield from lists_in(part)
        case Any(parts) | All(parts):
            for part in parts:
                yield from lists_in(part)


def without(wanted: Expression, unwanted: Iterable[Expression]) -> Expression:
    """The same, less what is unwanted."""
    unwanted = tuple(unwanted)
    return Every((wanted,), unwanted) if unwanted else wanted


def _every(wanted: tuple[Expression, ...], unwanted: tuple[Expression, ...]) -> Expression | None:
    if not wanted:
        return None
    return wanted[0] if len(wanted) == 1 and not unwanted else Every(wanted, unwanted)


def _fact(operator: Operator, asked: Circumstances) -> Expression | None:
    name, value = operator.name, operator.value
    if name == _ADDRESS:
        return term(value, whole=True, mark=fact(_ADDRESS, ""))
    if name in ("@", "#", "$"):
        return Term((f"{name}{value}",))
    if name == "list":
        return people("from", asked.members.get(value, ()))
    if name in ("from", "to") and value == _ME and asked.me is not None:
        value = str(asked.me)
    return Term((fact(name, value),))
