"""Parser: one pass over the text of a query. Pure."""

import re

from biztweet.search.errors import QueryWrong
from biztweet.search.operators import NOTHING, Bounds, Operator, read
from biztweet.search.tree import All, Any, Node, Not, Phrase, Query, Word, joined

DEEPEST = 8
MAX_PARTS = 128
MAX_LISTS = 3  # each may stand for thousands of people, and twenty of them kept the index busy for half a minute
CONNECTIVES = {"OR", "AND"}
_TOKEN = re.compile(
    r"""\s*(?:
        (?P<minus>-(?=[^\s\-)]))
      | (?P<open>\()
      | (?P<close>\))
      | "(?P<phrase>[^"]*)"
      | (?P<name>[a-z_]+):(?:"(?P<quoted>[^"]*)"|(?P<value>[^\s"()]+)|(?P<nothing>))
      | (?P<word>[^\s"()]+)
      | (?P<broken>")
    )""",
    re.VERBOSE,
)
_SIGNED = re.compile(
    r"(?:[@＠](?P<handle>[A-Za-z0-9_]{1,20})|[#＃](?P<tag>[^\s#＃@＠]+)|\$(?P<symbol>[A-Za-z][\w.]{0,8}))"
)


class Parser:
    """One pass over one text; `_at` is where it stands."""

    def __init__(self, text: str, *, strict: bool, rule: bool) -> None:
        self._text = text
        self._end = len(text.rstrip())
        self._at = 0
        self._strict = strict
        self._is_rule = rule
        self._parts = 0
        self._lists = 0
        self._bounds = Bounds()

    def whole(self) -> Query:
        """The query that the text means. Raises QueryWrong."""
        node = self._either(0)
        if self._at < self._end:
            raise QueryWrong("A bracket is closed that was never opened", self._place())
        if node is None:
            raise QueryWrong("Something to look for is missing", 0)
        return Query(node, self._bounds.after, self._bounds.before)

    def _either(self, depth: int) -> Node | None:
        """Parts with OR between them; None where only bounds stand."""
        if depth > DEEPEST:
            raise QueryWrong(f"Brackets may stand {DEEPEST} deep", self._at)
        began = self._place()
        parts = [self._all(depth)]
        while self._takes("OR"):
            parts.append(self._all(depth))
        if len(parts) == 1:
            return parts[0]
        found = [part for part in parts if part is not None]
        if len(found) < len(parts):
            raise QueryWrong("Beside OR something to look for must stand", began)
        return joined(Any, found)

    def _all(self, depth: int) -> Node | None:
        """Parts side by side, of which one at least is wanted."""
        began = self._place()
        parts: list[Node] = []
        while (found := self._next()) is not None and not self._ends(found):
            if found["word"] == "AND":
                self._at = found.end()
                continue
            node = self._part(depth, bounds=depth == 0)
            if node is not None:
                parts.append(node)
        if not parts:
            return None
        if all(isinstance(part, Not) for part in parts):
            raise QueryWrong("Beside what is not wanted something wanted must stand", began)
        return joined(All, parts)

    def _part(self, depth: int, *, bounds: bool) -> Node | None:
        found = self._next()
        if found is None or self._ends(found):
            raise QueryWrong("Something to look for is missing", self._place())
        at, self._at = self._place(), found.end()
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise QueryWrong(f"A query may have {MAX_PARTS} parts", at)
        if found["minus"]:
            part = self._part(depth, bounds=False)
            if part is None or isinstance(part, Not):
                raise QueryWrong("What is not wanted must be something to look for", at)
            return Not(part)
        if found["open"]:
            return self._group(depth, at)
        if found["phrase"] is not None:
            if not found["phrase"].strip():
                raise QueryWrong("A phrase has no words", at)
            return Phrase(found["phrase"])
        if found["broken"]:
            raise QueryWrong("A quotation mark is never closed", at)
        if found["name"]:
            return self._operator(found, at, bounds=bounds)
        return signed(found["word"]) or Word(found["word"])

    def _group(self, depth: int, at: int) -> Node:
        node = self._either(depth + 1)
        closing = self._next()
        if closing is None or not closing["close"]:
            raise QueryWrong("A bracket is never closed", at)
        self._at = closing.end()
        if node is None:
            raise QueryWrong("Brackets with nothing to look for", at)
        return node

    def _operator(self, found: re.Match[str], at: int, *, bounds: bool) -> Node | None:
        name, quoted, value = found["name"], found["quoted"], found["value"]
        meant = read(name, (value or "") if quoted is None else quoted, at)
        match meant:
            case None if self._strict and not (value or "").startswith("//"):
                raise QueryWrong(f"There is no operator {name}:", at)
            case None if quoted is not None:
                return All((Word(f"{name}:"), Phrase(quoted))) if quoted.strip() else Word(f"{name}:")
            case None:
                return Word(f"{name}:{value or ''}")
            case Bounds():
                if self._is_rule:
                    raise QueryWrong(f"{name}: says when, which a rule cannot", at)
                if not bounds:
                    raise QueryWrong(f"{name}: can neither stand in brackets nor be turned around", at)
                self._bounds = self._bounds.within(meant)
                return None
            case Operator("list") if self._is_rule:
                raise QueryWrong("list: names people who change, which a rule cannot", at)
            case Operator() as operator:
                self._count(operator, at)
                return None if operator == NOTHING else operator

    def _count(self, operator: Operator, at: int) -> None:
        self._lists += operator.name == "list"
        if self._lists > MAX_LISTS:
            raise QueryWrong(f"A query may name {MAX_LISTS} lists", at)

    def _next(self) -> re.Match[str] | None:
        return _TOKEN.match(self._text, self._at) if self._at < self._end else None

    def _place(self) -> int:
        """Where the next token begins."""
        rest = self._text[self._at :]
        return self._at + len(rest) - len(rest.lstrip())

    def _ends(self, found: re.Match[str]) -> bool:
        return bool(found["close"]) or found["word"] == "OR"

    def _takes(self, word: str) -> bool:
        found = self._next()
        if found is None or found["word"] != word:
            return False
        self._at = found.end()
        return True


def signed(word: str) -> Operator | None:
    """What stands for a name, a topic or a symbol, if the whole word does."""
    found = _SIGNED.fullmatch(word)
    if found is None:
        return None
    kind, value = next((name, text) for name, text in found.groupdict().items() if text is not None)
    return read({"handle": "@", "tag": "#", "symbol": "$"}[kind], value, 0)  # type: ignore[return-value] # never bounds
