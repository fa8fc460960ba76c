"""Names of the channels: what a stream can listen to."""

from biztweet.accounts.model import Home

COMPANY = "company"  # the company timeline, and what becomes of its posts
HOME = "home"  # the same, as the Home of everybody who left it at that
FOLLOWING = "following"  # every post and repost, as the Home of those who chose to see whom they follow
EVERYTHING = "everything"  # every post, answer and repost
REPLIES = "replies"  # answers to others, for those who follow who answers
ANNOUNCEMENTS = "announcements"  # what administrators tell everybody
CHANGES = "changes"  # edits, deletions and counts of any post, for pages that draw them anew in place
FILTER, RULES = "filter", "rules"  # what comes of words
DEPARTMENT = "department"  # the kind of the channels of departments
LIST = "list"  # the kind of the channels of lists


def home(account_id: int) -> str:
    """What only this account's Home shows: its own doings from elsewhere, changed preferences, its lists."""
    return f"home:{account_id}"


def home_channel(choice: Home) -> str:
    """The channel on which somebody's Home is heard."""
    return FOLLOWING if choice is Home.following else HOME


def notifications(account_id: int) -> str:
    """Notices to this account, but of messages."""
    return f"notifications:{account_id}"


def message_notices(account_id: int) -> str:
    """Notices of messages to this account, for who may read them."""
    return f"message-notices:{account_id}"


def direct(account_id: int) -> str:
    """Conversations that this account takes part in."""
    return f"direct:{account_id}"


def author(account_id: int) -> str:
    """Posts of this account."""
    return f"author:{account_id}"


def department(name: str) -> str:
    """Posts of the company timeline by the people of a department."""
    return f"{DEPARTMENT}:{name}"


def tag(name: str) -> str:
    """Posts with this hashtag; `name` is folded as it is stored."""
    return f"tag:{name}"


def members(list_id: int) -> str:
    """Posts of the members of a list."""
    return f"{LIST}:{list_id}"


def kind_of(channel: str) -> str:
    """What its name begins with: channels of one kind tell of things of one kind."""
    return channel.partition(":")[0]


def list_id_of(channel: str) -> int:
    """The list whose members' channel it is."""
    return int(channel.partition(":")[2])


def thread(root_id: int) -> str:
    """Replies under the post that a conversation began with."""
    return f"thread:{root_id}"


def doings(account_id: int) -> str:
    """What this account does to posts and people, for its other apps."""
    return f"doings:{account_id}"


def filtered(number: int) -> str:
    """Posts that match what a stream brought along."""
    return f"{FILTER}:{number}"


def rules(app_id: int) -> str:
    """Posts that match the filtered-stream rules of an app."""
    return f"{RULES}:{app_id}"
