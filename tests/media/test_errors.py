import pytest

from biztweet.media.errors import (
    FileBroken,
    FileRefused,
    FileTooCostly,
    FileTooLarge,
    TooManyFrames,
    TooManyPixels,
    TypeMismatch,
    TypeNotAllowed,
    fields,
    refusal_named,
)


@pytest.mark.parametrize(
    "refusal",
    [
        FileTooLarge(17_000_000, 16_000_000),
        TooManyPixels(20_000, 20_000),
        TooManyPixels(900, 900, 190),
        TooManyFrames(200),
        TypeNotAllowed("image/svg+xml"),
        TypeNotAllowed(""),
        TypeMismatch("image/png", "text/html"),
        FileBroken(),
        FileTooCostly(),
    ],
    ids=str,
)
def test_a_refusal_is_the_same_on_the_other_side_of_the_pipe(refusal: FileRefused) -> None:
    again = refusal_named(type(refusal).__name__, fields(refusal))
    assert type(again) is type(refusal)
    assert vars(again) == vars(refusal)


def test_no_kind_of_refusal_is_forgotten() -> None:
    for kind in FileRefused.__subclasses__():
        with pytest.raises(TypeError, match="nonsense"):
            refusal_named(kind.__name__, {"nonsense": 1})
