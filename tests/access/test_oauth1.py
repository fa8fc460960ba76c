"""Signed requests: what is right passes once, whatever else is refused. The signer is oauthlib, the checker Authlib."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oauthlib.oauth1 import Client as Signer  # type: ignore[import-untyped]  # it ships no types

from biztweet.access import apps, tokens
from biztweet.access.oauth1 import Replayed, Signatures, SignatureWrong, Signed, TimestampOutside, signed
from biztweet.access.tokens import TokenInvalid
from biztweet.company import Company
from biztweet.kernel.clock import SECOND
from tests.factories import a_person

URL = "http://tweets.test/1.1/statuses/update.json"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
async def keys(any_company: Company) -> dict[str, str]:
    company = any_company
    person = await a_person(company)
    app = await apps.register(company.db, company.vault, name="Tests", trusted=True)
    issued = await tokens.issue(company.db, company.vault, app.id, person.account_id, "read write")
    return {
        "client_key": app.client_id,
        "client_secret": company.vault.unlock(app.client_secret),
        "resource_owner_key": issued.oauth1_token,
        "resource_owner_secret": issued.oauth1_secret,
    }


def checker(company: Company) -> Signatures:
    return Signatures(company.db, company.vault, company.tokens)


def a_signed(keys: dict[str, str], **signing: str) -> Signed:
    """A signed `status=안녕`, as the server sees it."""
    _, headers, _ = Signer(**(keys | signing)).sign(URL, "POST", "status=%EC%95%88%EB%85%95", FORM)
    found = signed(headers["Authorization"], "POST", ["https://tweets.test/x", URL], [("status", "안녕")])
    assert found is not None
    return found


def claiming(request: Signed, **claim: str) -> Signed:
    """The same with other things claimed."""
    claims = {**request.claim, **claim}
    pairs = [(name, claims.get(name, value)) for name, value in request.pairs]
    return msgspec.structs.replace(request, claim=claims, pairs=pairs)


async def test_a_right_signature_speaks_for_its_owner_once(any_company: Company, keys: dict[str, str]) -> None:
    request = a_signed(keys)
    viewer = await checker(any_company).viewer(request)
    assert viewer.account_id == int(keys["resource_owner_key"].partition("-")[0])
    assert viewer.scopes == {"read", "write"}
    with pytest.raises(Replayed):
        await checker(any_company).viewer(request)
    await checker(any_company).viewer(a_signed(keys))


@pytest.mark.parametrize("wrong", ["client_secret", "resource_owner_secret"])
async def test_another_secret_is_refused(any_company: Company, keys: dict[str, str], wrong: str) -> None:
    with pytest.raises(SignatureWrong):
        await checker(any_company).viewer(a_signed(keys, **{wrong: "guessed"}))


async def test_an_unknown_token_and_an_unknown_app_are_refused(any_company: Company, keys: dict[str, str]) -> None:
    with pytest.raises(TokenInvalid):
        await checker(any_company).viewer(a_signed(keys, resource_owner_key="1-unknown"))
    with pytest.raises(SignatureWrong):
        await checker(any_company).viewer(a_signed(keys, client_key="unknown"))


@pytest.mark.parametrize("method", ["PLAINTEXT", "HMAC-SHA256"])
async def test_only_hmac_sha1_is_taken(any_company: Company, keys: dict[str, str], method: str) -> None:
    with pytest.raises(SignatureWrong):
        await checker(any_company).viewer(a_signed(keys, signature_method=method))


@pytest.mark.parametrize("seconds", [-20 * 60, -310, 310, 20 * 60])
async def test_what_was_signed_at_another_time_is_refused(
    any_company: Company, keys: dict[str, str], seconds: int
) -> None:
    at = any_company.db.clock() // SECOND + seconds
    with pytest.raises(TimestampOutside):
        await checker(any_company).viewer(a_signed(keys, timestamp=str(at)))


async def test_a_clock_that_is_a_little_off_is_taken(any_company: Company, keys: dict[str, str]) -> None:
    for seconds in (-290, 290):
        at = any_company.db.clock() // SECOND + seconds
        await checker(any_company).viewer(a_signed(keys, timestamp=str(at)))


async def test_another_method_address_or_body_is_refused(any_company: Company, keys: dict[str, str]) -> None:
    request = a_signed(keys)
    for changed in (
        msgspec.structs.replace(request, method="GET"),
        msgspec.structs.replace(request, urls=["http://tweets.test/1.1/statuses/destroy.json"]),
        msgspec.structs.replace(request, urls=["http://other.test/1.1/statuses/update.json"]),
        msgspec.structs.replace(request, pairs=[*request.pairs, ("trim_user", "1")]),
        msgspec.structs.replace(request, pairs=[pair for pair in request.pairs if pair[0] != "status"]),
        claiming(request, oauth_nonce="another"),
        claiming(request, oauth_signature=""),
        claiming(request, oauth_signature="\udc80"),
        claiming(request, oauth_version="2.0"),
        claiming(request, oauth_token=""),
    ):
        with pytest.raises(SignatureWrong):
            await checker(any_company).viewer(changed)
    for odd in ("", "x", "-1", "1e9", "9" * 40, "１２"):
        with pytest.raises(TimestampOutside):
            await checker(any_company).viewer(claiming(request, oauth_timestamp=odd))
    await checker(any_company).viewer(request)


async def test_a_nonce_has_to_be_there_and_short(any_company: Company, keys: dict[str, str]) -> None:
    with pytest.raises(SignatureWrong):
        await checker(any_company).viewer(a_signed(keys, nonce="x" * 201))


def test_the_claim_may_stand_in_the_query_or_the_form() -> None:
    signer = Signer("key", "secret", "token", "more", signature_type="QUERY")
    uri, _, _ = signer.sign("http://tweets.test/x?a=1", "GET")
    pairs = [tuple(pair.split("=")) for pair in uri.partition("?")[2].split("&")]
    found = signed("", "GET", [], [(name, value) for name, value in pairs])
    assert found is not None
    assert found.claim["oauth_token"] == "token"
    assert "oauth_signature" not in dict(found.pairs)
    assert signed("Bearer x", "GET", [], [("oauth_token", "x")]) is None


@pytest.mark.parametrize(
    "header",
    [
        'OAuth oauth_token="a", oauth_token="b", oauth_signature="c"',
        "OAuth oauth_token=a",
        "OAuth ",
        'OAuth oauth_token="a" oauth_nonce="b"',
    ],
)
def test_a_header_that_cannot_be_read_is_refused(header: str) -> None:
    with pytest.raises(SignatureWrong):
        signed(header, "GET", [], [])


def test_a_claim_in_both_places_is_refused() -> None:
    """Or a request that was signed in its query could be sent again under a fresh nonce in a header."""
    with pytest.raises(SignatureWrong):
        signed('OAuth oauth_nonce="b", oauth_signature="c"', "GET", [], [("oauth_nonce", "a")])


def test_the_realm_is_not_signed() -> None:
    found = signed('OAuth realm="x", oauth_signature="c%3D"', "GET", [], [])
    assert found is not None
    assert found.pairs == []
    assert found.claim == {"oauth_signature": "c="}


@given(st.text())
def test_no_header_is_a_server_error(text: str) -> None:
    try:
        signed(f"OAuth {text}", "GET", [], [])
    except SignatureWrong as refused:
        assert refused.message  # noqa: PT017 - some texts are headers, most are not
