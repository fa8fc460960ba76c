"""Apps that speak Mastodon's API: what was tried with each, and what it needs. One table for the page and the docs."""

from enum import StrEnum

import msgspec


class Runs(StrEnum):
    """Where an app runs, as a heading says it."""

    phone = "On the phone"
    browser = "In the browser"
    terminal = "In the terminal and in scripts"


class Tried(StrEnum):
    """What we know of an app from our own eyes."""

    always = "in our tests"
    once = "by hand"
    never = "not yet"


class Client(msgspec.Struct, frozen=True):
    """One app. `systems` are names, the same in all languages; `needs` is to be translated; `proof` is for the docs."""

    name: str
    runs: Runs
    systems: str
    tried: Tried
    needs: str
    website: str
    proof: str = ""


CLIENTS = (
    Client(
        "Mastodon",
        Runs.phone,
        "iOS · Android",
        Tried.never,
        "On Android it also trusts an authority of the company's own that is installed on the phone.",
        "https://joinmastodon.org/apps",
    ),
    Client(
        "Ice Cubes",
        Runs.phone,
        "iOS",
        Tried.never,
        "An authority of the company's own must be installed on the phone as a profile.",
        "https://github.com/Dimillian/IceCubesApp",
    ),
    Client(
        "Tusky",
        Runs.phone,
        "Android",
        Tried.never,
        "Needs a certificate that every phone trusts; the company's own authority is not enough.",
        "https://tusky.app",
    ),
    Client(
        "Phanpy",
        Runs.browser,
        "Web",
        Tried.once,
        "All of it works. Leave its Translate button alone: it sends the words to a service outside.",
        "https://phanpy.social",
        "in Chromium, from sign-in to live changes: pictures, replies, boosts, quotes, polls, edits, lists, messages",
    ),
    Client(
        "Elk",
        Runs.browser,
        "Web",
        Tried.once,
        "Its own server must reach this one, so the company runs a copy of it. Leave its Translate button alone.",
        "https://elk.zone",
        "in Chromium, with a server of its own: sign-in, pictures, replies, boosts, search, messages, live posts",
    ),
    Client(
        "toot",
        Runs.terminal,
        "Linux · macOS · Windows",
        Tried.always,
        "Signs in by a code that you copy from the browser.",
        "https://toot.bezdomni.net",
        "`tests/flows/test_toot.py`",
    ),
    Client(
        "Mastodon.py",
        Runs.terminal,
        "Python",
        Tried.always,
        "For scripts and bots of your own.",
        "https://mastodonpy.readthedocs.io",
        "`tests/flows/test_mastodon_py.py`, `tests/flows/test_mastodon_py_suite.py`",
    ),
)
