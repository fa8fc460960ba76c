"""Static files: read, joined and compressed once at start; one hash of all of them stands in every address.

One hash for all lets a worker's modules import each other by relative paths, and still every file may be kept for ever.
An address with another release's hash is served too, but not to be kept: during a rolling update both are asked for.
"""

import gzip
import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from biztweet.web.bundle import bundle

FOLDER = Path(__file__).parent
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".webmanifest": "application/manifest+json",
}
_FOR_EVER = "public, max-age=31536000, immutable"


class Asset(msgspec.Struct, frozen=True):
    """One static file, as it is and compressed."""

    content_type: str
    plain: bytes
    gzipped: bytes


class Assets:
    """All static files by name (`app.css`, `components/post.js`): `files`."""

    def __init__(self, files: Mapping[str, Asset]) -> None:
        self.files = files
        names_and_bodies = b"".join(name.encode() + file.plain for name, file in sorted(files.items()))
        self.version = hashlib.sha256(names_and_bodies).hexdigest()[:12]

    def url(self, name: str) -> str:
        """The address of a file; KeyError for a name that is not there."""
        if name not in self.files:
            raise KeyError(name)
        return f"/static/{self.version}/{name}"

    @property
    def urls(self) -> list[str]:
        """The addresses of all files."""
        return [self.url(name) for name in sorted(self.files)]

    async def serve(self, request: Request) -> Response:
        """GET /static/{version}/{name:path}."""
        file = self.files.get(request.path_params["name"])
        if file is None:
            return Response(status_code=404)
        current = request.path_params["version"] == self.version
        headers = {
            "Cache-Control": _FOR_EVER if current else "no-cache",
            "Content-Type": file.content_type,
            "Cross-Origin-Resource-Policy": "same-origin",
            "Vary": "Accept-Encoding",
            "X-Content-Type-Options": "nosniff",
        }
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(file.gzipped, headers=headers | {"Content-Encoding": "gzip"})
        return Response(file.plain, headers=headers)


def load_assets(made: Mapping[str, str]) -> Assets:
    """The files beside the templates; `made` holds more of them, written at start."""
    bodies = {name: text.encode() for name, text in made.items()}
    bodies["app.css"] = _one_style_sheet()
    patterns = ("*.js", "components/*.js", "vendor/*.js", "vendor/*.json", "art/*", "worker/push-*.js")
    for pattern in patterns:
        for path in FOLDER.glob(pattern):
            bodies[path.relative_to(FOLDER).as_posix()] = path.read_bytes()
    bodies["components/app.js"] = _one_script(bodies)
    return Assets({name: _asset(name, body) for name, body in bodies.items()})


def _one_style_sheet() -> bytes:
    """Tokens first, for they name the order of the layers; after that the order does not matter."""
    parts = [FOLDER / "tokens.css", FOLDER / "base.css"]
    for folder in ("layouts", "components", "pages"):
        parts += sorted(FOLDER.glob(f"{folder}/*.css"))
    return b"\n".join(path.read_bytes() for path in parts)


def _one_script(bodies: Mapping[str, bytes]) -> bytes:
    """All that a page runs besides htmx. What a worker runs stands in files of its own."""
    modules = {name: body.decode() for name, body in bodies.items() if name.endswith(".js")}
    components = sorted(name for name in modules if name.startswith("components/") and not name.endswith("worker.js"))
    return bundle(modules, ["trust.js", *components]).encode()


def _asset(name: str, body: bytes) -> Asset:
    content_type = _TYPES[Path(name).suffix]
    return Asset(content_type, body, gzip.compress(body, 9, mtime=0))
