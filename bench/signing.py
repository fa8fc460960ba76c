"""Signing: OAuth 1.0a headers, each good for one request. Source: RFC 5849."""

import base64
import hashlib
import hmac
import itertools
import time
from collections.abc import Sequence
from urllib.parse import parse_qsl, quote, urlsplit

from bench.keys import Key

_nonces = itertools.count(time.time_ns())


def headers(url: str, keys: Sequence[Key], count: int) -> list[str]:
    """`count` values of `Authorization` for GET requests of `url`, by the keys in turn."""
    return [_header(url, keys[number % len(keys)]) for number in range(count)]


def _header(url: str, key: Key) -> str:
    claim = {
        "oauth_consumer_key": key.consumer_key,
        "oauth_nonce": str(next(_nonces)),
        "oauth_signature_method": "HMAC-SHA1",
        "oauth_timestamp": str(int(time.time())),
        "oauth_token": key.token,
        "oauth_version": "1.0",
    }
    parts = urlsplit(url)
    pairs = sorted([*claim.items(), *parse_qsl(parts.query)])
    words = "&".join(f"{_escaped(name)}={_escaped(value)}" for name, value in pairs)
    base = f"GET&{_escaped(f'{parts.scheme}://{parts.netloc}{parts.path}')}&{_escaped(words)}"
    secret = f"{_escaped(key.consumer_secret)}&{_escaped(key.token_secret)}".encode()
    claim["oauth_signature"] = base64.b64encode(hmac.new(secret, base.encode(), hashlib.sha1).digest()).decode()
    return "OAuth " + ", ".join(f'{name}="{_escaped(value)}"' for name, value in claim.items())


def _escaped(text: str) -> str:
    return quote(text, safe="~")
