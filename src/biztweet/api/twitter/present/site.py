"""Site: the public address, and what Twitter's objects alone name under it."""

from biztweet.api import site


class Site(site.Site, frozen=True):
    """Where this company's BizTweet stands."""

    def banner(self, banner_key: str) -> str:
        """The picture at the head of somebody's page; clients put the name of a size behind it."""
        return f"{self.base_url}/media/{banner_key}/banner"

    def face(self, photo_key: str) -> str:
        """A person's photograph, or what stands in its place."""
        return self.picture(photo_key, "small") if photo_key else self.blank("avatar")
