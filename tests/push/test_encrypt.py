"""What is pushed can be read by its receiver alone; RFC 8291's own example comes out byte for byte."""

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from hypothesis import given
from hypothesis import strategies as st

from biztweet.push.encoding import base64url, from_base64
from biztweet.push.encrypt import seal
from tests.push.receiver import Phone, Pushed

# RFC 8291, Appendix A.
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
RECEIVER = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
SALT, SECRET = "DGv6ra1nlYgDCS1FRnbzlw", "BTBZMqHH6r4Tts7J_aSIgg"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl"
    "7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def private(text: str) -> object:
    return derive_private_key(int.from_bytes(from_base64(text), "big"), SECP256R1())


def test_the_standards_own_example_comes_out_byte_for_byte() -> None:
    phone = Phone(private(RECEIVER), from_base64(SECRET))  # type: ignore[arg-type] # a private key
    sealed = seal(
        b"When I grow up, I want to be a watermelon",
        phone.keys(),
        ephemeral=private(SENDER),  # type: ignore[arg-type]
        salt=from_base64(SALT),
    )
    assert base64url(sealed.body) == BODY


@given(st.binary(min_size=1, max_size=3_000))
def test_whatever_is_sealed_is_opened_by_its_receiver_alone(message: bytes) -> None:
    phone = Phone()
    sealed = seal(message, phone.keys())
    assert phone.opened(Pushed("/", {}, sealed.body)) == message
    assert message not in sealed.body or len(message) < 4
    assert len(sealed.body) <= 4_096


@given(st.binary(min_size=0, max_size=100))
def test_bytes_as_text_are_the_same_bytes_again(raw: bytes) -> None:
    text = base64url(raw)
    assert "=" not in text
    if raw:
        assert from_base64(text) == raw
