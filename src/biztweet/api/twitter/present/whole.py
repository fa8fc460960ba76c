"""The whole text of a post as both APIs deliver it: behind its warning, before the addresses of what it shows."""

import msgspec

from biztweet.api.twitter.present.site import Site
from biztweet.api.twitter.present.words import Words, escaped, repeated
from biztweet.media.model import Media, MediaKind
from biztweet.posts.model import Mention
from biztweet.posts.view import Shared


class Whole(msgspec.Struct, frozen=True):
    """`words` with what they name; `text` is their escaped form, with `pictures_url` at its end where there is one.

    `shown`: how much of `text` its author has written.
    """

    words: Words
    text: str
    shown: int
    pictures_url: str | None = None


def whole(site: Site, shared: Shared) -> Whole:
    """A post's text, or a repeat's: `RT @handle: …`."""
    if shared.original is not None:
        said = repeated_words(site, shared.original)
        text = escaped(said.text)
        return Whole(said, text, len(text))
    own = plain(site, shared)
    said = quoting(site, shared, own)
    text, url = escaped(said.text), pictures_url(site, shared)
    return Whole(said, f"{text} {url}".lstrip() if url else text, len(escaped(own.text)), url)


def plain(site: Site, shared: Shared) -> Words:
    """What somebody has written, behind their warning; documents, unknown to Twitter, are addresses at the end."""
    post = shared.post
    words = Words(post.text, post.entities)
    return documented(site, shared, words.after(f"CW: {post.warning}\n\n") if post.warning else words)


def documented(site: Site, shared: Shared, words: Words) -> Words:
    """With the addresses of a post's documents at the end."""
    for media in shared.media:
        if media.kind is MediaKind.document:
            words = words.linked(site.document(media.key, media.filename))
    return words


def visible(shared: Shared) -> tuple[Media, ...]:
    """What can be looked at: all but documents."""
    return tuple(media for media in shared.media if media.kind is not MediaKind.document)


def quoting(site: Site, shared: Shared, words: Words) -> Words:
    """With the address of what is quoted at its end, for clients that know no quotes."""
    if shared.quoted is None:
        return words
    link = site.permalink(shared.quoted.author.handle, shared.quoted.post.id)
    return words if link in words.text else words.linked(link)


def repeated_words(site: Site, original: Shared) -> Words:
    """What stands in a repeat of `original`."""
    author = original.author
    words = documented(site, original, Words(original.post.text, original.post.entities))
    words = quoting(site, original, words)
    return repeated(words, Mention(0, 0, author.handle, author.id, author.name))


def pictures_url(site: Site, shared: Shared) -> str | None:
    """The address that stands in a text for its pictures, as Twitter does."""
    return f"{site.permalink(shared.author.handle, shared.post.id)}/photo/1" if visible(shared) else None
