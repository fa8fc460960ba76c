"""Tag."""

from typing import Any

from biztweet.api.mastodon.site import Site


def tag(site: Site, name: str) -> dict[str, Any]:
    """A topic, without figures of its use."""
    return {"id": name, "name": name, "url": site.tag(name), "history": [], "following": False, "featuring": False}
