"""Client libraries are told where our server stands; all else is left as it is. What they are answered is looked at."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import requests

from tests.flows import documents
from tests.running import RunningServer


def pointed(url: str, server: RunningServer) -> str:
    """An address at Twitter's as one of ours."""
    ours = urlsplit(server.base_url)
    return urlsplit(url)._replace(scheme=ours.scheme, netloc=ours.netloc).geturl()


class HostSession(requests.Session):
    """For clients of requests: tweepy, and with `mount_on` those that make a session themselves."""

    def __init__(self, server: RunningServer) -> None:
        super().__init__()
        self.trust_env = False  # REQUESTS_CA_BUNDLE would outdo what is said here
        self.verify = str(server.authority) if server.authority else True
        self._server = server

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> requests.Response:  # type: ignore[override]
        answer = super().request(method, pointed(url, self._server), *args, **kwargs)
        if not kwargs.get("stream"):
            documents.check(method, answer.url, answer.status_code, answer.content)
        return answer


class HostAdapter(requests.adapters.HTTPAdapter):
    """For clients that make a session themselves and let an adapter be mounted: twarc."""

    def __init__(self, server: RunningServer) -> None:
        super().__init__()
        self._server = server

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        request.url = pointed(request.url or "", self._server)
        kwargs["verify"] = str(self._server.authority) if self._server.authority else True
        answer = super().send(request, *args, **kwargs)
        documents.check(request.method or "", answer.url, answer.status_code, answer.content)
        return answer


class AsyncHostSession:
    """For clients of aiohttp: tweepy's asynchronous one."""

    def __init__(self, server: RunningServer) -> None:
        trust = ssl.create_default_context(cafile=server.authority) if server.authority else True
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=trust))
        self._server = server

    @asynccontextmanager
    async def request(self, method: str, url: Any, **kwargs: Any) -> AsyncIterator[aiohttp.ClientResponse]:
        async with self._session.request(method, pointed(str(url), self._server), **kwargs) as answer:
            documents.check(method, str(answer.url), answer.status, await answer.read())
            yield answer

    async def aclose(self) -> None:
        await self._session.close()
