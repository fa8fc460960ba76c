"""What clients ask about the service itself."""

from starlette.responses import Response

from biztweet.api.twitter_v1.answers import site
from biztweet.api.twitter_v1.calls import Ask, json
from biztweet.media.processed import ImageLimits

_LINK = 23  # what a link counts, whatever its length: twitter-text 3

_SIZES = {
    "thumb": {"w": 150, "h": 150, "resize": "crop"},
    "small": {"w": 640, "h": 640, "resize": "fit"},
    "medium": {"w": 1280, "h": 1280, "resize": "fit"},
    "large": {"w": 1280, "h": 1280, "resize": "fit"},
}
_LANGUAGES = (("ko", "Korean", "한국어"), ("en", "English", "English"))


async def configuration(ask: Ask) -> Response:
    """Lengths and sizes."""
    return json(
        {
            "dm_text_character_limit": ask.company.settings.message_limit,
            "characters_reserved_per_media": _LINK + 1,
            "max_media_per_upload": 1,
            "photo_size_limit": ImageLimits().size_bytes,
            "photo_sizes": _SIZES,
            "short_url_length": _LINK,
            "short_url_length_https": _LINK,
            "non_username_paths": [],
        }
    )


async def languages(_ask: Ask) -> Response:
    """In which pages are written."""
    found = [{"code": code, "name": name, "local_name": own} for code, name, own in _LANGUAGES]
    return json([one | {"status": "production"} for one in found])


async def tos(ask: Ask) -> Response:
    """Terms are the company's own, and stand on its pages."""
    return json({"tos": f"The rules of the company apply: {site(ask).base_url}/"})


async def privacy(ask: Ask) -> Response:
    """So is what becomes of what is said."""
    return json({"privacy": f"What is posted is read by the whole company, and by nobody else: {site(ask).base_url}/"})
