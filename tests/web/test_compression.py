"""What is deflated once and put between the rest reads as if all had been compressed together."""

import gzip

from hypothesis import given
from hypothesis import strategies as st

from biztweet.web.compression import Lasting, gzipped

_PIECES = st.lists(st.binary(max_size=3_000) | st.binary(max_size=3_000).map(Lasting), max_size=8)


@given(_PIECES)
def test_what_comes_out_is_what_went_in(pieces: list[bytes]) -> None:
    assert gzip.decompress(gzipped(pieces)) == b"".join(pieces)


def test_what_lasts_is_deflated_once() -> None:
    column = Lasting(b"<article>" * 20_000)
    first, second = gzipped([b"<main>", column, b"</main>"]), gzipped([b"<body>", column])
    assert column.deflated in first
    assert column.deflated in second
    assert gzip.decompress(second) == b"<body>" + column
