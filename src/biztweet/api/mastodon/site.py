"""Site: the public address, and what Mastodon's entities alone say of it."""

from urllib.parse import quote

from biztweet.api import site


class Site(site.Site, frozen=True):
    """Where this company's BizTweet stands; `domain` is its host name."""

    domain: str
    language: str = "ko"
    shows_titles: bool = False

    def tag(self, tag: str) -> str:
        """A topic's page; `tag` without the #."""
        return f"{self.base_url}/tags/{quote(tag)}"
