"""Subtitles on their way in: an app says that they are some by the category; as a file they are SubRip's."""

_CATEGORY = "subtitles"
_AS_FILE = ("application/x-subrip", "subtitles.srt")


def sent_as(category: str | None, declared_type: str | None, filename: str | None) -> tuple[str, str]:
    """The type and the name under which an upload is taken in."""
    return _AS_FILE if (category or "").lower() == _CATEGORY else (declared_type or "", filename or "")
