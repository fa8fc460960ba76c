"""Other hosts are asked only where they may be: no spelling of an inner address gets through, and nothing but https."""

import ssl
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest

from biztweet.ports.fetch import HostAway, guarded
from biztweet.ports.fetch.guarded import GuardedFetch, may_ask
from tests.cards.sites import a_site
from tests.push.receiver import push_service

INNER = [
    *("127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254"),  # noqa: S104
    *("100.64.0.1", "198.18.0.1", "192.0.2.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fc00::1", "fe80::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001::7f00:1"),
    *("ff02::1", "fd00:ec2::254"),
]


@pytest.mark.parametrize("address", INNER)
def test_an_inner_address_may_not_be_asked(address: str) -> None:
    assert not may_ask(ip_address(address), 443, ())


def test_a_public_address_may_be_asked_on_the_webs_own_ports_alone() -> None:
    for address in ("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"):
        assert may_ask(ip_address(address), 443, ())
        assert may_ask(ip_address(address), 80, ())
        assert not may_ask(ip_address(address), 8_443, ())


def test_a_network_that_was_allowed_may_be_asked_and_no_other() -> None:
    allowed = (ip_network("10.1.0.0/16"),)
    assert may_ask(ip_address("10.1.2.3"), 8_443, allowed)
    assert may_ask(ip_address("::ffff:10.1.2.3"), 443, allowed)
    assert not may_ask(ip_address("10.2.0.1"), 443, allowed)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/",
        "ftp://example.com/",
        "https://",
        "https://[::1",
        *(f"https://{spelling}/" for spelling in ("127.0.0.1", "127.1", "2130706433", "0x7f000001", "017700000001")),
        *(f"https://{spelling}/" for spelling in ("localhost", "[::1]", "[::ffff:127.0.0.1]", "0", "127.0.0.1:8443")),
        "https://nobody.invalid/",
    ],
)
async def test_whatever_names_an_inner_host_is_refused(url: str) -> None:
    fetch = GuardedFetch()
    with pytest.raises(HostAway):
        await fetch.post(url, {}, b"")
    for spelling in {url, url.replace("https://", "http://")} - {"http://example.com/"}:
        with pytest.raises(HostAway):
            await fetch.get(spelling, most_bytes=100)
    await fetch.close()


async def test_a_host_that_was_allowed_is_asked_and_its_certificate_is_looked_at(tmp_path: Path) -> None:
    async with push_service(tmp_path) as service:
        loopback = (ip_network("127.0.0.0/8"),)
        trusting, doubting = GuardedFetch(loopback, service.trust), GuardedFetch(loopback, ssl.create_default_context())
        service.answers += [429]
        assert (await trusting.post(service.endpoint("x"), {"TTL": "1"}, b"words")).status == 429
        got = await service.next()
        assert (got.path, got.headers["ttl"], got.body) == ("/x", "1", b"words")
        with pytest.raises(HostAway, match="certificate"):
            await doubting.post(service.endpoint(), {}, b"")
        await trusting.close()
        await doubting.close()


async def test_a_page_is_read_as_far_as_it_is_wanted_and_redirects_are_looked_at_like_addresses() -> None:
    async with a_site() as site:
        fetch = GuardedFetch((ip_network("127.0.0.0/8"),))
        site.put("/page", "0123456789")
        for number in range(5):
            site.put(f"/{number}", "", 302, location=f"/{number - 1}" if number else "/page")
        site.put("/inside", "", 301, location="http://10.0.0.1/")
        site.put("/file", "", 307, location="file:///etc/passwd")
        site.put("/packed", b"\x1f\x8b", content_encoding="gzip")
        page = await fetch.get(site.address + "/page", most_bytes=4)
        assert (page.status, page.body, page.content_type) == (200, b"0123", "text/html; charset=utf-8")
        assert (await fetch.get(site.address + "/page", most_bytes=10, whole=True)).body == b"0123456789"
        assert (await fetch.get(site.address + "/2", most_bytes=10)).address == site.address + "/page"
        assert (await fetch.get(site.address + "/nowhere", most_bytes=10)).status == 404
        for path in ("/3", "/inside", "/file", "/packed"):
            with pytest.raises(HostAway):
                await fetch.get(site.address + path, most_bytes=10)
        with pytest.raises(HostAway):
            await fetch.get(site.address + "/page", most_bytes=9, whole=True)
        await fetch.close()


async def test_a_site_that_never_ends_its_answer_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "_WHOLE_SECONDS", 0.3)
    async with a_site() as site:
        fetch = GuardedFetch((ip_network("127.0.0.0/8"),))
        with pytest.raises(HostAway):
            await fetch.get(site.address + "/slow", most_bytes=10)
        await fetch.close()
