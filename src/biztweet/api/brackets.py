"""Names with Rails' brackets: `media_ids[]=1&poll[options][]=Yes` is `{"media_ids": ["1"], "poll": {"options": …}}`."""

import re
from collections.abc import Iterable
from typing import Any, TypeVar

from biztweet.api.errors import ParameterWrong

Held = TypeVar("Held", dict[str, Any], list[Any])

_DEEPEST = 6
_BRACKETED = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])+)")


def merged(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Pairs as a tree, by the brackets in their names; of two values for one name the later stands.

    Raises ParameterWrong.
    """
    tree: dict[str, Any] = {}
    for name, value in pairs:
        found = _BRACKETED.fullmatch(name) if "[" in name else None
        root, inside = (found[1], found[2][1:-1].split("][")) if found else (name, [])
        if len(inside) > _DEEPEST:
            raise ParameterWrong(root, "less nested")
        _put(tree, root, inside, value, root)
    return tree


def _put(holder: dict[str, Any], key: str, inside: list[str], value: str, root: str) -> None:
    if not inside:
        if isinstance(holder.get(key), dict | list):
            raise ParameterWrong(root, "given in one way only")
        holder[key] = value
        return
    here, *below = inside
    if here:
        _put(_held(holder, key, dict, root), here, below, value, root)
        return
    items = _held(holder, key, list, root)
    if not below:
        items.append(value)
        return
    # As Rails does: a name that the last element has already begins the next.
    if not items or not isinstance(items[-1], dict) or (len(below) == 1 and below[0] in items[-1]):
        items.append({})
    _put(items[-1], below[0], below[1:], value, root)


def _held(holder: dict[str, Any], key: str, kind: type[Held], root: str) -> Held:
    held = holder.setdefault(key, kind())
    if not isinstance(held, kind):
        raise ParameterWrong(root, "given in one way only")
    return held
