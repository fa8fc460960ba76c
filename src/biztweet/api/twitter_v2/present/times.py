"""Instants as v2 writes them, always with milliseconds: tweepy reads no others."""

from datetime import UTC, datetime


def instant(microseconds: int) -> str:
    """`2026-10-16T01:23:04.123Z`."""
    at = datetime.fromtimestamp(microseconds // 1_000_000, UTC)
    return f"{at:%Y-%m-%dT%H:%M:%S}.{microseconds // 1_000 % 1_000:03}Z"
