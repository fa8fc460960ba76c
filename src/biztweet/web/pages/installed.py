"""BizTweet as an app: what a browser must know to install it, its service worker, and the page without a network."""

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from biztweet.inject import company
from biztweet.web.assets import FOLDER
from biztweet.web.face import face_of, static_files
from biztweet.web.headers import PAGE_HEADERS
from biztweet.web.i18n import LOCALES
from biztweet.web.present import TAKEN_FILES
from biztweet.web.visit import locale_of

_PINE, _SHEET = "#0b5d46", "#fdfefc"
_WORKER_HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; connect-src 'self'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
# What the page without a network is made of; other files are kept when they are first asked for.
_KEPT = ("app.css", "art/icon.svg")
_SHORTCUTS = (("Write", "/#write"), ("Notifications", "/notifications"), ("Messages", "/messages"))


async def manifest(request: Request) -> Response:
    """GET /manifest.webmanifest; `?language=` says in which language the app names its parts."""
    here, locale = company(request), _language(request)
    words = face_of(here).words(locale)
    manifest = {
        "id": "/",
        "name": f"BizTweet · {here.settings.company_name}",
        "short_name": "BizTweet",
        "description": words.gettext("Short messages, read by everyone here, signed with real names and faces."),
        "lang": locale,
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": _SHEET,
        "theme_color": _PINE,
        "categories": ["business", "social"],
        "icons": [
            _icon("art/icon.svg", "any", "image/svg+xml", "any"),
            _icon("art/icon-192.png", "192x192", "image/png", "any"),
            _icon("art/icon-512.png", "512x512", "image/png", "any"),
            _icon("art/icon-maskable-512.png", "512x512", "image/png", "maskable"),
        ],
        "shortcuts": [{"name": words.gettext(name), "url": url} for name, url in _SHORTCUTS],
        "share_target": {
            "action": "/share",
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {
                "title": "title",
                "text": "text",
                "url": "url",
                "files": [{"name": "picture", "accept": TAKEN_FILES.split(",")}],
            },
        },
    }
    headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    return Response(msgspec.json.encode(manifest), headers=headers, media_type="application/manifest+json")


async def service_worker(_request: Request) -> Response:
    """GET /service-worker.js: the worker, which knows this release; what else it does stands in files of their own."""
    assets = static_files()
    release = {"version": assets.version, "languages": LOCALES, "files": [assets.url(name) for name in _KEPT]}
    parts = "".join(f'importScripts("{url}")\n' for url in assets.urls if "/worker/push-" in url)
    own = (FOLDER / "worker" / "service-worker.js").read_text()
    text = f"const release = {msgspec.json.encode(release).decode()}\n{parts}{own}"
    return Response(text, headers=_WORKER_HEADERS, media_type="text/javascript")


async def offline(request: Request) -> Response:
    """GET /offline: what the service worker shows where there is no network; the same for everybody."""
    text = face_of(company(request)).templates.render(_language(request), "pages/offline.html", theme="auto")
    return HTMLResponse(text, headers=PAGE_HEADERS)


def _language(request: Request) -> str:
    wish = request.query_params.get("language", "")
    return wish if wish in LOCALES else locale_of(request)


def _icon(name: str, sizes: str, media_type: str, purpose: str) -> dict[str, str]:
    return {"src": static_files().url(name), "sizes": sizes, "type": media_type, "purpose": purpose}
