"""The vault: only its own key opens it, and what was touched does not open."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biztweet.access.vault import Vault, hash_secret, new_secret

VAULT = Vault("key")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_locked_can_be_unlocked_and_looks_different_each_time(secret: str) -> None:
    locked = VAULT.lock(secret)
    assert VAULT.unlock(locked) == secret
    assert VAULT.lock(secret) != locked
    assert Vault("key").unlock(locked) == secret


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), st.data())
def test_what_was_changed_does_not_open(secret: str, data: st.DataObject) -> None:
    raw = bytearray(urlsafe_b64decode(VAULT.lock(secret)))
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(ValueError, match="locked under another key"):
        VAULT.unlock(urlsafe_b64encode(raw).decode())


@given(st.text(max_size=60))
def test_what_was_never_locked_does_not_open(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the kinds of nonsense are many
        VAULT.unlock(text)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(ValueError, match="another key"):
        Vault("other").unlock(VAULT.lock("secret"))


def test_secrets_are_long_random_and_fit_for_addresses() -> None:
    secrets = {new_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert all(len(urlsafe_b64decode(secret + "=")) == 32 for secret in secrets)
    assert len({hash_secret(secret) for secret in secrets}) == 100
