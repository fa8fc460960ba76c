"""What a filter shall be, as clients send it: its outline, and the keywords it looks for."""

import msgspec

from biztweet.api.mastodon.parse import an_id
from biztweet.api.parameters import Parameters
from biztweet.filters.errors import FilterWrong
from biztweet.filters.keep import KeywordChange
from biztweet.filters.model import Action, Context, Filter, Outline
from biztweet.kernel.clock import SECOND

_MAX_SECONDS = 10 * 366 * 24 * 3600


def outline(
    sent: Parameters, now: int, before: Filter | None, *, title: str | None = None, action: Action | None = None
) -> Outline:
    """What a filter is to be; what was not sent stays as it was. Raises Invalid."""
    blank = Outline("", ())
    result = blank if before is None else Outline(before.title, before.contexts, before.action, before.expires_at)
    if (wanted := title if title is not None else sent.text("title")) is not None:
        result = msgspec.structs.replace(result, title=wanted)
    if "context" in sent:
        result = msgspec.structs.replace(result, contexts=_contexts(sent))
    if (does := action or _action(sent)) is not None:
        result = msgspec.structs.replace(result, action=does)
    if "expires_in" in sent:
        seconds = min(sent.number("expires_in") or 0, _MAX_SECONDS)
        ends = now + seconds * SECOND if seconds > 0 else None
        result = msgspec.structs.replace(result, expires_at=ends)
    return result


def keyword_change(sent: Parameters) -> KeywordChange:
    """One keyword."""
    return KeywordChange(sent.text("keyword") or "", sent.flag("whole_word"))


def keyword_changes(sent: Parameters) -> list[KeywordChange]:
    """Keywords that come along with their filter: new ones, changed ones, such as shall go. Raises RecordMissing."""
    return [
        KeywordChange(
            text=each.text("keyword") or "",
            whole_word=each.flag("whole_word"),
            id=an_id(text) if (text := each.text("id")) else None,
            gone=bool(each.flag("_destroy")),
        )
        for each in sent.each("keywords_attributes")
    ]


def _contexts(sent: Parameters) -> tuple[Context, ...]:
    names = sent.texts("context")
    if not set(names) <= set(Context):
        raise FilterWrong("context", "Context is none of home, notifications, public, thread, account")
    return tuple(Context(name) for name in names)


def _action(sent: Parameters) -> Action | None:
    name = sent.text("filter_action")
    if not name:
        return None
    if name not in set(Action):
        raise FilterWrong("filter_action", "Filter action must be warn, hide or blur")
    return Action(name)
