"""Photographs pages in real Chromium and lays the pictures out on sheets, to be looked at.

    python tools/contact_sheet.py http://127.0.0.1:8000 / /login --out sheets [--person HANDLE [--password WORD]]
        [--widths 360,768,1280] [--themes light,dark] [--languages ko,en] [--full]

One sheet a page: a row for each theme and language, a column for each width.
"""

import argparse
import io
import re
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

HEIGHT = 900
GAP = 16
MOST_PIXELS_HIGH = 2400


def main() -> int:
    """Return 1 when a page had errors in its console, 0 else."""
    arguments = parse()
    arguments.out.mkdir(parents=True, exist_ok=True)
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for path in arguments.paths:
            rows = [
                [photograph(browser, arguments, path, width, theme, language, complaints) for width in arguments.widths]
                for theme in arguments.themes
                for language in arguments.languages
            ]
            name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "home"
            target = arguments.out / f"{name}.png"
            sheet(rows).save(target)
            print(target)
        browser.close()
    for complaint in sorted(set(complaints)):
        print(complaint, file=sys.stderr)
    return 1 if complaints else 0


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", help="address of a running server")
    parser.add_argument("paths", nargs="+")
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


def photograph(
    browser: Browser,
    arguments: argparse.Namespace,
    path: str,
    width: int,
    theme: str,
    language: str,
    complaints: list[str],
) -> Image.Image:
    context = browser.new_context(
        viewport=ViewportSize(width=width, height=HEIGHT),
        color_scheme=theme,  # type: ignore[arg-type] # checked by Playwright
        locale="ko-KR" if language == "ko" else "en-GB",
        timezone_id="Asia/Seoul",
        reduced_motion="reduce",
        has_touch=width < 640,
        is_mobile=width < 640,
    )
    page = context.new_page()
    page.on("console", lambda line: complaints.append(f"{path}: {line.text}") if line.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(f"{path}: {error}"))
    if arguments.person:
        sign_in(page, arguments)
    page.goto(arguments.base + path, wait_until="load")
    page.wait_for_timeout(300)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        complaints.append(f"{path}: scrolls sideways at {width} px ({theme}, {language})")
    picture = Image.open(io.BytesIO(page.screenshot(full_page=arguments.full)))
    context.close()
    return picture.crop((0, 0, picture.width, min(picture.height, MOST_PIXELS_HIGH)))


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
    page.wait_for_url(arguments.base + "/")


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
