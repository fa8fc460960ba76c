"""Gathering: whose posts a timeline of many authors shows. Pure."""

import msgspec


class Gathering(msgspec.Struct, frozen=True):
    """Posts by `authors`, and by `author_id` besides, but none by `hidden`, and no reposts by `without_reposts`.

    Answers are among them where they go to the author themselves, to one of `answered`, or to `answered_id`.
    """

    authors: frozenset[int]
    answered: frozenset[int]
    hidden: frozenset[int] = frozenset()
    author_id: int | None = None
    answered_id: int | None = None
    without_reposts: frozenset[int] = frozenset()

    def shows(self, author_id: int, answered_id: int | None, *, repost: bool = False) -> bool:
        """Whether a post by the one, in answer to the other, is among them."""
        return (
            (author_id in self.authors or author_id == self.author_id)
            and (answered_id is None or answered_id in self.answered or answered_id in (author_id, self.answered_id))
            and author_id not in self.hidden
            and not (repost and author_id in self.without_reposts)
        )
