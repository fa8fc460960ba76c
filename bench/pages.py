"""Pages: what somebody with a cheap phone waits for, in real Chromium with the processor slowed down."""

import re
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.plan import Plan
from bench.running import Servers
from bench.table import Group, Row
from biztweet.settings import Settings
from tests.running import RunningServer, running_server

_SLOWER = 4
_PEOPLE = 120
_OPENINGS = 5
_ACTS = 10
_PHONE = {"width": 360, "height": 740}

# Shifts that follow a press within half a second are not counted. Source: web.dev, Cumulative Layout Shift.
_WATCH = """() => {
    window.shifted = 0
    new PerformanceObserver(list => {
        for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifted += shift.value
    }).observe({ type: "layout-shift", buffered: true })
}"""
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
_LIKED = """button => new Promise(done => {
    const began = performance.now(), wished = button.getAttribute("aria-pressed") === "true" ? "false" : "true"
    const id = button.closest(".post").id
    const look = () => {
        const now = document.getElementById(id).querySelector(".act--like").getAttribute("aria-pressed")
        if (now === wished) { watcher.disconnect(); done(performance.now() - began) }
    }
    const watcher = new MutationObserver(look)
    watcher.observe(document.body, { subtree: true, childList: true, attributes: true })
    button.click()
})"""
_POSTED = """words => new Promise(done => {
    const form = document.querySelector("#write"), text = form.querySelector("textarea")
    text.value = words
    text.dispatchEvent(new Event("input", { bubbles: true }))
    const began = performance.now()
    const look = () => {
        const texts = [...document.querySelectorAll("#posts .post .post__text")]
        if (texts.some(each => each.textContent === words)) { watcher.disconnect(); done(performance.now() - began) }
    }
    const watcher = new MutationObserver(look)
    watcher.observe(document.body, { subtree: true, childList: true })
    form.requestSubmit(form.querySelector(".composer__send"))
})"""


def run(plan: Plan, _servers: Servers | None) -> Group:
    """Home, a thread and a search of the demo's company, opened some times; then likes and posts."""
    openings, acts = (_OPENINGS, _ACTS) if plan.starts > 1 else (1, 2)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        settings = Settings(data=Path(folder) / "data")
        with running_server(settings, Path(folder), demo=_PEOPLE, preloaded=False) as server:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            rows = _rows(browser, server, openings, acts)
            browser.close()
    return Group(
        "pages",
        f"Pages in Chromium, {_SLOWER}x CPU slow-down, nothing in the cache",
        f"A made-up company of {_PEOPLE} people with pictures and faces, a window of {_PHONE['width']} px; the median "
        "of some openings. Layout shift: all of it until two seconds after loading and one screen of scrolling. Acts "
        "are measured without the slow-down, from the press to the server's answer standing on the page.",
        rows,
    )


def _rows(browser: Browser, server: RunningServer, openings: int, acts: int) -> list[Row]:
    state = _signed_in(browser, server)
    page = browser.new_context(storage_state=state).new_page()
    page.goto(server.base_url + "/")
    thread = page.locator(".post").first.get_attribute("data-post")
    rows: list[Row] = []
    for name, path in (("Home", "/"), ("thread", f"/posts/{thread}"), ("search", "/search?q=점심")):
        seen = [_opened(browser, server.base_url + path, state) for _ in range(openings)]
        paint, shift, size = (statistics.median(each[at] for each in seen) for at in range(3))
        rows += [
            Row(f"{name}: first paint, in s", f"{paint:.2f} s", "–", paint, target="P1", at_most=1.0),
            Row(f"{name}: layout shift", f"{shift:.4f}", "–", shift, target="P1", at_most=0.02),
            Row(f"{name}: HTML on the wire, in KB", f"{size / 1e3:.1f} KB", "–", size / 1e3, target="P1", at_most=60),
        ]
    likes = statistics.median(page.locator(".act--like").nth(at).evaluate(_LIKED) for at in range(acts))
    posts = statistics.median(page.evaluate(_POSTED, f"재는 글 {at}") for at in range(acts))
    rows += [
        Row("a like confirmed, in ms", f"{likes:.0f} ms", "–", likes, target="P1", at_most=100),
        Row("a post confirmed, in ms", f"{posts:.0f} ms", "–", posts, target="P1", at_most=100),
    ]
    page.context.close()
    return rows


def _signed_in(browser: Browser, server: RunningServer) -> Any:
    context = browser.new_context()
    page = context.new_page()
    page.goto(server.base_url + "/demo")
    page.locator("button[name=handle]").first.click()
    page.wait_for_url(re.compile(re.escape(server.base_url) + "/$"))
    state = context.storage_state()
    context.close()
    return state


def _opened(browser: Browser, address: str, state: Any) -> tuple[float, float, float]:
    """Seconds to the first paint, the layout shift, and the bytes of the page itself."""
    context: BrowserContext = browser.new_context(
        viewport=_PHONE,  # type: ignore[arg-type] # as Playwright takes it
        has_touch=True,
        is_mobile=True,
        storage_state=state,
        service_workers="block",
    )
    page: Page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    page.goto(address, wait_until="load")
    page.evaluate(_WATCH)
    page.wait_for_timeout(2_000)
    page.mouse.wheel(0, _PHONE["height"])
    page.wait_for_timeout(1_000)
    paint = page.evaluate(_PAINTED) / 1_000
    size = page.evaluate("performance.getEntriesByType('navigation')[0].encodedBodySize")
    shift = page.evaluate("window.shifted")
    context.close()
    return paint, shift, size
