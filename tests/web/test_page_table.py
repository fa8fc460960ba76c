"""No page is forgotten by the tests that look at all pages."""

from tests.web.page_table import ADMIN_PAGES, OTHERS, PAGES, page_paths


def test_every_page_stands_in_the_table_with_an_address_or_a_reason() -> None:
    assert sorted(page_paths()) == sorted([*PAGES, *ADMIN_PAGES, *OTHERS])


def test_addresses_lead_to_the_pages_they_stand_for() -> None:
    for path, addresses in {**PAGES, **ADMIN_PAGES}.items():
        fixed = path.partition("{")[0]
        assert [address for address in addresses if not address.startswith(fixed)] == []
