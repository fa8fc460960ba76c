"""Site: the public address under which every dialect names pages and files."""

from urllib.parse import quote

import msgspec


class Site(msgspec.Struct, frozen=True):
    """Where this company's BizTweet stands; `base_url` has no slash at its end."""

    base_url: str

    def page(self, handle: str) -> str:
        """A person's page."""
        return f"{self.base_url}/@{handle}"

    def permalink(self, handle: str, post_id: int) -> str:
        """A post's page."""
        return f"{self.base_url}/@{handle}/{post_id}"

    def picture(self, key: str, variant: str) -> str:
        """One size of an uploaded picture or of a person's photograph."""
        return f"{self.base_url}/media/{key}/{variant}"

    def document(self, key: str, filename: str) -> str:
        """A document, under its own name."""
        return f"{self.base_url}/media/{key}/document/{quote(filename)}"

    def blank(self, name: str) -> str:
        """What stands where there is no picture: `avatar` or `header`."""
        return f"{self.base_url}/api/v1/blank/{name}.png"
