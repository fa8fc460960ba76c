"""Draws the app's icons as PNG from `art/icon.svg`, in the sizes that browsers and phones ask for.

    python tools/draw_icons.py

A maskable icon fills its square and keeps the mark within the inner 80 %, which no phone cuts away.
Source: W3C, Web Application Manifest, "Icon masks and safe zone".
"""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

ART = Path(__file__).parent.parent / "src" / "biztweet" / "web" / "art"
GROUND = "#dff0e8"
ICONS = {
    "icon-180.png": (180, 0.68, GROUND),  # iOS rounds the corners itself, and knows no transparency
    "icon-192.png": (192, 1.0, "transparent"),
    "icon-512.png": (512, 1.0, "transparent"),
    "icon-maskable-512.png": (512, 0.58, GROUND),
}


def main() -> None:
    """Draw them all."""
    mark = (ART / "icon.svg").read_text()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (side, share, ground) in ICONS.items():
            (ART / name).write_bytes(drawn(browser, mark, side, share, ground))
            print(name)
        browser.close()


def drawn(browser: Browser, mark: str, side: int, share: float, ground: str) -> bytes:
    page = browser.new_page(viewport=ViewportSize(width=side, height=side))
    page.set_content(
        f"<style>body{{margin:0;display:grid;place-items:center;block-size:100vh;background:{ground}}}"
        f"svg{{inline-size:{share * 100}%;block-size:{share * 100}%}}</style>{mark}"
    )
    picture = page.screenshot(omit_background=True)
    page.close()
    return picture


if __name__ == "__main__":
    main()
