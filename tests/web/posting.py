"""What somebody does elsewhere while a browser is open: through an app of theirs."""

import json
import urllib.parse
import urllib.request
from typing import Any

from tests.running import RunningServer


class App:
    """One person's app."""

    def __init__(self, site: RunningServer, handle: str) -> None:
        self._base = f"{site.base_url}/api/v1"
        self._bearer = site.token(handle)["bearer_token"]

    def post(self, text: str, **more: str) -> str:
        """A new post's id."""
        return str(self.ask("POST", "/statuses", status=text, **more)["id"])

    def posts(self, *texts: str) -> list[str]:
        """New posts' ids."""
        return [self.post(text) for text in texts]

    def ask(self, method: str, path: str, **form: str) -> Any:
        """What the API answers."""
        body = urllib.parse.urlencode(form).encode()
        request = urllib.request.Request(  # noqa: S310 - our own server
            self._base + path, body, {"Authorization": f"Bearer {self._bearer}"}, method=method
        )
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            return json.load(answer)
