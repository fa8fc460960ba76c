"""Photographs pages in real Chromium and lays the pictures out on sheets, to be looked at.

    python tools/contact_sheet.py http://127.0.0.1:8000 [/ /login …] --out sheets [--person HANDLE [--password WORD]]
        [--widths 360,768,1280] [--themes light,dark] [--languages ko,en] [--full]

Without paths: the twelve pages that people see most. `{post}` stands for a thread with answers, `{conversation}` for a
conversation of the person's. One sheet a page: a row for each theme and language, a column for each width.
"""

import argparse
import io
import re
import shutil
import sys
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

HEIGHT = 900
GAP = 16
MAX_PIXELS_HIGH = 2400
TWELVE = (
    "/",
    "/posts/{post}",
    "/@{handle}",
    "/notifications",
    "/messages",
    "/messages/{conversation}",
    "/search?q=점심",
    "/explore",
    "/write",
    "/settings",
    "/apps",
    "/login",
)


def main() -> int:
    """Return 1 when a page had errors in its console or scrolls sideways, 0 else."""
    arguments = parse()
    arguments.out.mkdir(parents=True, exist_ok=True)
    complaints: list[str] = []
    pictures: dict[str, list[list[Image.Image]]] = {path: [] for path in arguments.paths}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for language in arguments.languages:
            state, places = prepared(browser, arguments, language)
            for theme in arguments.themes:
                for path in arguments.paths:
                    address = path.format(**places)
                    pictures[path].append(
                        [
                            photograph(browser, arguments, (address, width, theme, language), state, complaints)
                            for width in arguments.widths
                        ]
                    )
        browser.close()
    for path, rows in pictures.items():
        target = arguments.out / f"{re.sub(r'[^a-z0-9]+', '-', path.lower()).strip('-') or 'home'}.png"
        sheet(rows).save(target)
        print(target)
    for complaint in sorted(set(complaints)):
        print(complaint, file=sys.stderr)
    return 1 if complaints else 0


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", help="address of a running server")
    parser.add_argument("paths", nargs="*", default=TWELVE)
    parser.add_argument("--out", type=Path, default=Path("sheets"))
    parser.add_argument(
        "--person", help="who to be: picked in a demo (or the first one there), or signed in with --password"
    )
    parser.add_argument("--password")
    parser.add_argument("--widths", type=lambda text: [int(part) for part in text.split(",")], default=[360, 768, 1280])
    parser.add_argument("--themes", type=lambda text: text.split(","), default=["light", "dark"])
    parser.add_argument("--languages", type=lambda text: text.split(","), default=["ko", "en"])
    parser.add_argument("--full", action="store_true", help="the whole page, not only what a window shows")
    return parser.parse_args()


def prepared(browser: Browser, arguments: argparse.Namespace, language: str) -> tuple[Any, dict[str, str]]:
    """The cookies of somebody who is signed in and speaks `language`, and what stands in the paths."""
    if not arguments.person:
        return None, {}
    context = context_of(browser, 1280, "light", language, None)
    page = context.new_page()
    sign_in(page, arguments)
    page.goto(arguments.base + "/settings/language")
    page.locator(f"[name=language][value={language}]").check()
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    places = {"handle": (page.locator(".rail__me").get_attribute("href") or "").removeprefix("/@")}
    page.goto(arguments.base + "/")
    answered = page.locator(".post:has([data-count=reply]:not(:empty)), .post").first
    places["post"] = answered.get_attribute("data-post") or ""
    page.goto(arguments.base + "/messages")
    conversation = page.locator(".conversation").first
    link = conversation.get_attribute("href") if conversation.count() else ""
    places["conversation"] = re.sub(r"\D*(\d+).*", r"\1", link or "")
    state = context.storage_state()
    context.close()
    return state, places


def context_of(browser: Browser, width: int, theme: str, language: str, state: Any) -> BrowserContext:
    return browser.new_context(
        viewport=ViewportSize(width=width, height=HEIGHT),
        color_scheme=theme,  # type: ignore[arg-type] # checked by Playwright
        locale="ko-KR" if language == "ko" else "en-GB",
        timezone_id="Asia/Seoul",
        reduced_motion="reduce",
        has_touch=width < 640,
        is_mobile=width < 640,
        storage_state=state,
    )


def photograph(
    browser: Browser, arguments: argparse.Namespace, shot: tuple[str, int, str, str], state: Any, complaints: list[str]
) -> Image.Image:
    path, width, theme, language = shot
    context = context_of(browser, width, theme, language, None if path.startswith("/login") else state)
    page = context.new_page()
    page.on("console", lambda line: complaints.append(f"{path}: {line.text}") if line.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(f"{path}: {error}"))
    page.goto(arguments.base + path, wait_until="load")
    page.wait_for_timeout(300)
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        complaints.append(f"{path}: scrolls sideways at {width} px ({theme}, {language})")
    picture = Image.open(io.BytesIO(page.screenshot(full_page=arguments.full)))
    context.close()
    return picture.crop((0, 0, picture.width, min(picture.height, MAX_PIXELS_HIGH)))


def sign_in(page: Page, arguments: argparse.Namespace) -> None:
    if arguments.password:
        page.goto(arguments.base + "/login")
        page.fill("[name=handle]", arguments.person)
        page.fill("[name=password]", arguments.password)
        page.locator("form button").first.click()
    else:
        page.goto(arguments.base + "/demo")
        wanted = page.locator(f"button[value='{arguments.person}']")
        (wanted if wanted.count() else page.locator("button[name=handle]").first).click()
    page.wait_for_url(re.compile(f"{re.escape(arguments.base)}/(welcome)?$"))  # whoever is here for the first time


def sheet(rows: list[list[Image.Image]]) -> Image.Image:
    width = sum(picture.width + GAP for picture in rows[0]) + GAP
    height = sum(max(picture.height for picture in row) + GAP for row in rows) + GAP
    whole = Image.new("RGB", (width, height), "#8d9490")
    top = GAP
    for row in rows:
        left = GAP
        for picture in row:
            whole.paste(picture, (left, top))
            left += picture.width + GAP
        top += max(picture.height for picture in row) + GAP
    return whole


if __name__ == "__main__":
    sys.exit(main())
