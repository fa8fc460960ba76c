"""Which side serves a blobs URL."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from biztweet.ports.blobs import Blobs
from biztweet.ports.blobs.folder import FolderBlobs


def open_blobs(url: str) -> Blobs:
    """The store at `url`: `s3://bucket/prefix`, `file:///folder`, or a folder's path.

    Raises ValueError for any other scheme, StorageFailed if the folder cannot be made.
    """
    if "://" not in url:
        return FolderBlobs(Path(url))
    parts = urlsplit(url)
    match parts.scheme:
        case "file" if parts.netloc in {"", "localhost"}:
            return FolderBlobs(Path(unquote(parts.path)))
        case "s3" if parts.netloc:
            from biztweet.ports.blobs.s3 import S3Blobs  # noqa: PLC0415 - a folder does not need its 6 MB

            return S3Blobs(parts.netloc, parts.path)
    raise ValueError(f"Blobs are kept in a folder, file:///folder or s3://bucket/prefix, not {url!r}")
