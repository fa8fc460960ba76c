"""Fields: pairs of a name and a value that somebody shows on their page besides what the directory says: pure."""

from collections.abc import Sequence

from biztweet.accounts.errors import FieldUnnamed, TooManyFields
from biztweet.accounts.model import Field
from biztweet.kernel.characters import check_safe
from biztweet.kernel.errors import Invalid

MAX_FIELDS = 4  # Mastodon's own, as the next
MAX_PART_LENGTH = 255


def checked(wanted: Sequence[Field]) -> tuple[Field, ...]:
    """The fields as they will stand; empty ones are left out. Raises TooManyFields, FieldUnnamed, Invalid."""
    trimmed = [Field(field.name.strip(), field.value.strip()) for field in wanted]
    fields = tuple(field for field in trimmed if field.name or field.value)
    if len(fields) > MAX_FIELDS:
        raise TooManyFields(MAX_FIELDS)
    for field in fields:
        if not field.name:
            raise FieldUnnamed
        for part in (field.name, field.value):
            check_safe("fields", part)
            if len(part) > MAX_PART_LENGTH or "\n" in part:
                raise Invalid("fields", f"A field's name and value are lines of {MAX_PART_LENGTH} characters at most")
    return fields
