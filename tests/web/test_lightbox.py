"""Pictures in real Chromium: large over the page, by keyboard and by finger; what moves may stand still."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.web.conftest import OpenBrowser

pytestmark = pytest.mark.browser


def picture(colour: str, *, moving: bool = False) -> bytes:
    image, bytes_ = Image.new("RGB", (320, 240), colour), io.BytesIO()
    if moving:
        frames = [Image.new("RGB", (320, 240), (index * 60, 90, 120)) for index in range(4)]
        frames[0].save(bytes_, "GIF", save_all=True, append_images=frames[1:], duration=80, loop=0)
    else:
        image.save(bytes_, "PNG")
    return bytes_.getvalue()


def publish(page: Page, folder: Path, *pictures: bytes, ending: str = "png") -> None:
    paths = [folder / f"{number}.{ending}" for number in range(len(pictures))]
    for path, content in zip(paths, pictures, strict=True):
        path.write_bytes(content)
    page.locator("[name=picture]").set_input_files(paths)
    expect(page.locator("[name=media]")).to_have_count(len(pictures))
    for number, field in enumerate(page.locator("[name=alt]").all()):
        field.fill(f"설명 {number}")
    page.locator("#write .composer__send").click()
    expect(page.locator("#posts .grid__link")).to_have_count(len(pictures))


@pytest.mark.row(15, 33)
def test_pictures_are_leafed_through_by_arrows_and_by_finger(open_browser: OpenBrowser, tmp_path: Path) -> None:
    page = open_browser(viewport={"width": 800, "height": 700}).sign_in("minsu")
    publish(page, tmp_path, *[picture(colour) for colour in ("red", "green", "blue")])
    expect(page.locator(".grid--3")).to_be_visible()
    blur = page.locator(".grid__blur").first
    assert (blur.get_attribute("src") or "").startswith("data:image/png")
    for image in page.locator("#posts .grid__picture").all():
        assert image.get_attribute("width")
        assert image.get_attribute("height")
    page.locator(".grid__link").nth(1).click()
    caption = page.locator(".lightbox__caption")
    expect(caption).to_have_text("설명 1")
    page.keyboard.press("ArrowRight")
    expect(caption).to_have_text("설명 2")
    page.keyboard.press("ArrowRight")
    expect(caption).to_have_text("설명 0")
    page.keyboard.press("ArrowLeft")
    expect(caption).to_have_text("설명 2")
    page.mouse.move(500, 300)
    page.mouse.down()
    page.mouse.move(300, 305, steps=4)
    page.mouse.up()
    expect(caption).to_have_text("설명 0")
    with page.expect_download() as saved:
        page.get_by_role("link", name="내려받기").click()
    assert Path(saved.value.path()).stat().st_size > 0
    page.keyboard.press("Escape")
    expect(page.locator("#lightbox")).to_be_hidden()
    expect(page.locator(".grid__link").nth(0)).to_be_focused()


@pytest.mark.row(34)
def test_what_moves_stands_still_for_who_wants_less_motion(open_browser: OpenBrowser, tmp_path: Path) -> None:
    page = open_browser(reduced_motion="reduce").sign_in("minsu")
    publish(page, tmp_path, picture("red", moving=True), ending="gif")
    page.locator(".grid__link").click()
    shown = page.locator(".lightbox__picture")
    still = shown.get_attribute("src")
    assert still != page.locator(".grid__link").get_attribute("href")
    page.get_by_role("button", name="움직여 보기").click()
    assert (shown.get_attribute("src") or "").endswith(page.locator(".grid__link").get_attribute("href") or "none")
    page.keyboard.press("Escape")
    page.emulate_media(reduced_motion="no-preference")
    page.locator(".grid__link").click()
    expect(page.get_by_role("button", name="움직여 보기")).to_be_hidden()
    assert shown.get_attribute("src") != still


@pytest.mark.row(33)
def test_a_finger_leafs_through_pictures(open_browser: OpenBrowser, tmp_path: Path) -> None:
    phone = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True}
    page = open_browser(**phone).sign_in("minsu")
    publish(page, tmp_path, picture("red"), picture("green"))
    page.locator(".grid__link").first.tap()
    caption = page.locator(".lightbox__caption")
    expect(caption).to_have_text("설명 0")
    finger = page.context.new_cdp_session(page)
    on_it, below_it = 300, 560
    for y, start, end, told in ((on_it, 280, 80, "설명 1"), (on_it, 80, 280, "설명 0"), (below_it, 280, 80, "설명 1")):
        finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": start, "y": y}]})
        for step in range(1, 6):
            x = start + (end - start) * step / 5
            finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        expect(caption).to_have_text(told)
