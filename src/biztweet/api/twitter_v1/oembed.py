"""oEmbed: a post as a quotation that other pages may show, without a script. Source: oembed.com, 2.3."""

from html import escape
from typing import Any

from starlette.responses import Response

from biztweet.api.twitter.compose import permalinked
from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter.present.whole import whole
from biztweet.api.twitter_v1 import parse
from biztweet.api.twitter_v1.answers import site, view_of
from biztweet.api.twitter_v1.calls import Ask, json
from biztweet.api.twitter_v1.present.times import date
from biztweet.posts.view import Shared

_MIN_WIDTH, _MAX_WIDTH, _DEFAULT_WIDTH = 220, 550, 550
_CACHED_SECONDS = 3_600


async def oembed(ask: Ask) -> Response:
    """A post by `id` or by the `url` of its page. Raises PostNotFound, Missing, ParameterWrong."""
    url = ask.given.text("url")
    post_id = permalinked(ask.company, ask.request, url) if url else parse.post_id(ask.given)
    view = await view_of(ask, post_id)
    width = min(max(ask.given.number("maxwidth") or _DEFAULT_WIDTH, _MIN_WIDTH), _MAX_WIDTH)
    return json(_embedded(site(ask), view.shared, width))


def _embedded(at: Site, shared: Shared, width: int) -> dict[str, Any]:
    author, link = shared.author, at.permalink(shared.author.handle, shared.post.id)
    words = whole(at, shared).text.replace("\n", "<br>")
    html = (
        f'<blockquote class="twitter-tweet"><p lang="{escape(shared.post.language or "und")}" dir="auto">{words}</p>'
        f'&mdash; {escape(author.name)} (@{author.handle}) <a href="{escape(link)}">{date(shared.post.created_at)}</a>'
        "</blockquote>\n"
    )
    return {
        "url": link,
        "author_name": author.name,
        "author_url": at.page(author.handle),
        "html": html,
        "width": width,
        "height": None,
        "type": "rich",
        "cache_age": str(_CACHED_SECONDS),
        "provider_name": "BizTweet",
        "provider_url": at.base_url,
        "version": "1.0",
    }
