"""What can go wrong between two accounts."""

from biztweet.kernel.errors import Forbidden


class OneselfRefused(Forbidden):
    """Nobody follows, mutes or blocks themselves."""

    def __init__(self, act: str) -> None:
        super().__init__(f"You cannot {act} yourself")
        self.act = act
