"""Site: the public address under which objects name pages and pictures."""

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
        """One size of a picture, or of a person's photograph."""
        return f"{self.base_url}/media/{key}/{variant}"

    def document(self, key: str, filename: str) -> str:
        """A document, under its own name."""
        return f"{self.base_url}/media/{key}/document/{quote(filename)}"

    def banner(self, banner_key: str) -> str:
        """The picture at the head of somebody's page; clients put the name of a size behind it."""
        return f"{self.base_url}/media/{banner_key}/banner"

    def face(self, photo_key: str) -> str:
        """A person's photograph, or what stands in its place."""
        return self.picture(photo_key, "small") if photo_key else f"{self.base_url}/api/v1/blank/avatar.png"
