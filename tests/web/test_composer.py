"""The composer in real Chromium: what somebody writes grows, is counted, completed, kept, and sent once."""

import io
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.web.conftest import OpenBrowser

pytestmark = pytest.mark.browser

WRITE = "#write .composer__text"
OPTION = ".completion__option"


def a_picture(folder: Path, name: str) -> Path:
    Image.new("RGB", (60, 40), "teal").save(folder / name)
    return folder / name


def type_in(page: Page, text: str) -> None:
    page.locator(WRITE).press_sequentially(text)


@pytest.mark.row(1)
def test_the_field_grows_with_the_text(open_browser: OpenBrowser) -> None:
    minsu = open_browser().sign_in("minsu")
    before = minsu.locator(WRITE).bounding_box()
    minsu.locator(WRITE).fill("\n".join(str(line) for line in range(10)))
    after = minsu.locator(WRITE).bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"] + 100
    assert minsu.locator(WRITE).evaluate("field => field.scrollHeight <= field.clientHeight + 1")


@pytest.mark.row(1)
def test_a_failed_send_keeps_words_and_focus_and_says_so(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    minsu = browser.sign_in("minsu")
    minsu.locator(WRITE).fill("사라지면 안 되는 글")
    browser.site.stop()
    minsu.locator("#write .composer__send").click()
    expect(minsu.locator("#write [role=alert]")).not_to_be_empty()
    expect(minsu.locator(WRITE)).to_have_value("사라지면 안 되는 글")
    expect(minsu.locator(WRITE)).to_be_focused()
    browser.complaints = [line for line in browser.complaints if "Failed to fetch" not in line]


@pytest.mark.row(2)
def test_the_ring_warns_near_the_end_and_refuses_beyond_it(open_browser: OpenBrowser) -> None:
    minsu = open_browser().sign_in("minsu")
    count = minsu.locator("#write .composer__count")
    for text, level, left in (("가" * 129, "", "22"), ("가" * 130, "near", "20"), ("가" * 141, "over", "-2")):
        minsu.locator(WRITE).fill(text)
        expect(count).to_have_attribute("data-level", level)
        expect(count.locator("output")).to_have_text(left)
    expect(minsu.locator("#write .composer__send")).to_be_disabled()
    minsu.locator(WRITE).press("Control+Enter")
    expect(minsu.locator(".post")).to_have_count(0)


@pytest.mark.parametrize("typed", ["ㄱㅁㅅ", "김미", "minsu", "데이터"])
@pytest.mark.row(7)
def test_a_colleague_is_found_by_initials_name_handle_and_department(open_browser: OpenBrowser, typed: str) -> None:
    jane = open_browser().sign_in("jane")
    type_in(jane, f"점심? @{typed}")
    expect(jane.locator(OPTION)).to_have_count(1)
    expect(jane.locator(OPTION)).to_contain_text("김민수")
    expect(jane.locator(OPTION)).to_contain_text("데이터팀")
    expect(jane.get_by_role("listbox")).to_be_visible()
    expect(jane.locator(WRITE)).to_have_attribute("aria-activedescendant", "meant-home-0")
    jane.keyboard.press("Enter")
    expect(jane.locator(WRITE)).to_have_value("점심? @minsu ")
    expect(jane.locator(OPTION)).to_be_hidden()
    jane.keyboard.press("Control+Enter")
    expect(jane.locator("#posts .post .mention")).to_have_text("@minsu")


@pytest.mark.row(7)
def test_arrows_choose_tab_takes_and_escape_closes_only_the_list(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    browser.site.add_person("minji", "김민지")
    minsu = browser.sign_in("minsu")
    type_in(minsu, "@ㄱㅁ")
    expect(minsu.locator(OPTION)).to_have_count(2)
    expect(minsu.locator(OPTION).first).to_be_visible()
    second = minsu.locator(OPTION).nth(1)
    handle = second.get_attribute("data-value")
    minsu.keyboard.press("ArrowDown")
    expect(second).to_have_attribute("aria-selected", "true")
    minsu.keyboard.press("Tab")
    expect(minsu.locator(WRITE)).to_have_value(f"{handle} ")
    expect(minsu.locator(WRITE)).to_be_focused()
    type_in(minsu, "@ㄱㅁ")
    expect(minsu.locator(OPTION).first).to_be_visible()
    minsu.keyboard.press("Escape")
    expect(minsu.locator(OPTION).first).to_be_hidden()
    expect(minsu.locator(WRITE)).to_be_focused()
    minsu.keyboard.press("Enter")
    expect(minsu.locator(WRITE)).to_have_value(f"{handle} @ㄱㅁ\n")


@pytest.mark.row(3, 7)
def test_a_name_is_found_while_its_syllables_are_being_composed(open_browser: OpenBrowser) -> None:
    jane = open_browser().sign_in("jane")
    type_in(jane, "@")
    keyboard = jane.context.new_cdp_session(jane)
    keyboard.send("Input.imeSetComposition", {"text": "기", "selectionStart": 1, "selectionEnd": 1})
    expect(jane.locator(OPTION)).to_contain_text("김민수")
    keyboard.send("Input.insertText", {"text": "김"})
    keyboard.send("Input.imeSetComposition", {"text": "ㅁ", "selectionStart": 1, "selectionEnd": 1})
    expect(jane.locator(OPTION)).to_contain_text("김민수")
    jane.locator(OPTION).click()
    expect(jane.locator(WRITE)).to_have_value("@minsu ")


@pytest.mark.row(7)
def test_topics_that_were_named_before_are_offered(open_browser: OpenBrowser) -> None:
    minsu = open_browser().sign_in("minsu")
    minsu.locator(WRITE).fill("비빔밥 #점심모임")
    minsu.locator("#write .composer__send").click()
    expect(minsu.locator("#posts .post")).to_have_count(1)
    type_in(minsu, "또 #점")
    expect(minsu.locator(OPTION)).to_be_visible()
    expect(minsu.locator(OPTION)).to_have_text(["점심모임"])
    minsu.keyboard.press("Enter")
    expect(minsu.locator(WRITE)).to_have_value("또 #점심모임 ")


@pytest.mark.row(12)
def test_emoji_come_by_colon_and_by_the_button_under_korean_and_english_names(open_browser: OpenBrowser) -> None:
    minsu = open_browser().sign_in("minsu")
    type_in(minsu, "좋아요 :웃")
    expect(minsu.locator(OPTION).first).to_be_visible()
    expect(minsu.locator(OPTION).first).to_contain_text("웃")
    minsu.keyboard.press("Enter")
    chosen = minsu.locator(WRITE).input_value().removeprefix("좋아요 ").strip()
    assert len(chosen) <= 2
    assert ord(chosen[0]) > 0x2000
    minsu.locator(WRITE).fill("")
    type_in(minsu, ":thumbsup")
    expect(minsu.locator(OPTION).first).to_contain_text("👍")
    minsu.keyboard.press("Escape")
    minsu.locator(WRITE).fill("점심 12:30, a:b ")
    expect(minsu.locator(OPTION).first).to_be_hidden()
    minsu.locator("#write .emoji summary").click()
    minsu.locator(".emoji__search").fill("비빔")
    minsu.locator(".emoji__search").fill("커피")
    expect(minsu.locator(".emoji__one").first).to_be_visible()
    minsu.keyboard.press("ArrowDown")
    expect(minsu.locator(".emoji__one").first).to_be_focused()
    minsu.keyboard.press("Enter")
    expect(minsu.locator(WRITE)).to_have_value("점심 12:30, a:b ☕️")
    expect(minsu.locator(WRITE)).to_be_focused()
    expect(minsu.locator(".emoji__sheet")).to_be_hidden()


@pytest.mark.row(8)
def test_a_draft_with_its_picture_poll_and_time_outlives_a_reload(open_browser: OpenBrowser, tmp_path: Path) -> None:
    minsu = open_browser().sign_in("minsu")
    type_in(minsu, "쓰다 만 글")
    expect(minsu.locator("#write .composer__draft")).to_have_text("임시 저장됨")
    minsu.locator("[name=picture]").set_input_files(a_picture(tmp_path, "lunch.png"))
    expect(minsu.locator("#write [name=media]")).to_have_count(1)
    minsu.locator("#write [name=alt]").fill("비빔밥 한 그릇")
    minsu.locator("summary", has_text="투표").click()
    minsu.locator("[name=option]").first.fill("네")
    minsu.reload()
    expect(minsu.locator(WRITE)).to_have_value("쓰다 만 글")
    expect(minsu.locator("#write [name=alt]")).to_have_value("비빔밥 한 그릇")
    expect(minsu.locator(".composer__thumb img")).to_have_js_property("complete", value=True)
    assert minsu.locator(".composer__thumb img").evaluate("picture => picture.naturalWidth") > 0
    expect(minsu.locator("[name=option]").first).to_have_value("네")
    minsu.locator("[name=option]").first.fill("")
    minsu.locator("#write .composer__send").click()
    expect(minsu.locator("#posts .grid__picture")).to_have_attribute("alt", "비빔밥 한 그릇")
    minsu.reload()
    expect(minsu.locator(WRITE)).to_have_value("")


@pytest.mark.row(8)
def test_each_place_and_each_tab_and_each_person_has_a_draft_of_its_own(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    minsu = browser.sign_in("minsu")
    minsu.locator(WRITE).fill("질문 있습니다")
    minsu.locator("#write .composer__send").click()
    expect(minsu.locator("#posts .post")).to_have_count(1)
    type_in(minsu, "홈에서")
    other = browser.page("/")
    expect(other.locator(WRITE)).to_have_value("홈에서")
    other.locator(WRITE).fill("다른 탭에서")
    minsu.reload()
    expect(minsu.locator(WRITE)).to_have_value("홈에서")
    minsu.locator(".act--reply").click()
    expect(minsu.locator("#reply .composer__text")).to_have_value("")
    minsu.locator("#reply .composer__text").press_sequentially("답글 초안")
    minsu.reload()
    expect(minsu.locator("#reply .composer__text")).to_have_value("답글 초안")
    crashed = browser.page("/")
    expect(crashed.locator(WRITE)).to_have_value("다른 탭에서")
    browser.context.clear_cookies()
    jane = browser.sign_in("jane")
    expect(jane.locator(WRITE)).to_have_value("")


@pytest.mark.row(46)
def test_who_was_signed_out_meanwhile_comes_back_to_what_they_wrote(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    minsu = browser.sign_in("minsu")
    minsu.goto(browser.site.base_url + "/@minsu")
    minsu.goto(browser.site.base_url + "/?home=following")
    type_in(minsu, "로그인이 끊겨도")
    browser.context.clear_cookies()
    minsu.locator("#write .composer__send").click()
    minsu.wait_for_url("**/login?next=*")
    minsu.locator("[name=handle]").fill("minsu")
    minsu.locator("[name=password]").fill("correct horse battery")
    minsu.locator("form button").first.click()
    minsu.wait_for_url("**/?home=following")
    expect(minsu.locator(WRITE)).to_have_value("로그인이 끊겨도")


@pytest.mark.row(13, 46)
def test_without_javascript_the_words_come_along_through_the_door(open_browser: OpenBrowser) -> None:
    browser = open_browser(java_script_enabled=False)
    minsu = browser.sign_in("minsu")
    minsu.locator(WRITE).fill("스크립트 없이 & 100%")
    browser.context.clear_cookies()
    minsu.locator("#write .composer__send").click()
    minsu.locator("[name=handle]").fill("minsu")
    minsu.locator("[name=password]").fill("correct horse battery")
    minsu.locator("form button").first.click()
    expect(minsu.locator("textarea.composer__text")).to_have_value("스크립트 없이 & 100%")


@pytest.mark.row(5)
def test_files_that_do_not_fit_are_named_and_the_others_kept(open_browser: OpenBrowser, tmp_path: Path) -> None:
    minsu = open_browser().sign_in("minsu")
    pictures = [a_picture(tmp_path, f"{number}.png") for number in range(5)]
    minsu.locator("[name=picture]").set_input_files(pictures)
    expect(minsu.locator("#write [name=media]")).to_have_count(4)
    expect(minsu.locator(".toast--alert")).to_contain_text("4.png")
    minsu.locator("#write .composer__remove").last.click()
    (tmp_path / "broken.png").write_bytes(b"no picture")
    minsu.locator("[name=picture]").set_input_files(tmp_path / "broken.png")
    expect(minsu.locator(".toast--alert").last).to_contain_text("broken.png: 이 파일은")
    expect(minsu.locator("#write [name=media]")).to_have_count(3)


@pytest.mark.row(5)
def test_pictures_are_put_in_order_by_keyboard_mouse_and_finger(open_browser: OpenBrowser, tmp_path: Path) -> None:
    minsu = open_browser(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True).sign_in("minsu")
    minsu.locator("[name=picture]").set_input_files([a_picture(tmp_path, f"{name}.png") for name in "abc"])
    expect(minsu.locator("#write [name=media]")).to_have_count(3)
    shown = minsu.locator(".composer__thumb img")

    def order() -> list[str | None]:
        return [shown.nth(at).get_attribute("alt") for at in range(3)]

    minsu.locator(".composer__later").first.press("Enter")
    assert order() == ["b.png", "a.png", "c.png"]
    expect(minsu.locator(".composer__later").nth(1)).to_be_focused()
    minsu.keyboard.press("Enter")
    assert order() == ["b.png", "c.png", "a.png"]
    expect(minsu.locator(".composer__earlier").nth(2)).to_be_focused()
    minsu.locator(".composer__thumb").nth(2).drag_to(minsu.locator(".composer__thumb").first)
    assert order() == ["a.png", "b.png", "c.png"]
    # The one in the middle has all three buttons: beside one another, and each as large as a finger needs it.
    middle = minsu.locator(".composer__thumb").nth(1)
    boxes = [middle.locator(f".composer__{name}").bounding_box() for name in ("earlier", "later", "remove")]
    edges = [(box["x"], box["x"] + box["width"]) for box in boxes if box]
    assert all(end - start >= 44 for start, end in edges)
    assert edges[0][1] <= edges[1][0] < edges[1][1] <= edges[2][0]
    middle.locator(".composer__earlier").tap()
    assert order() == ["b.png", "a.png", "c.png"]


@pytest.mark.row(5)
def test_a_dropped_picture_is_taken(open_browser: OpenBrowser) -> None:
    minsu = open_browser().sign_in("minsu")
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(picture, "PNG")
    minsu.evaluate(
        """bytes => {
            const dataTransfer = new DataTransfer()
            dataTransfer.items.add(new File([new Uint8Array(bytes)], "drop.png", { type: "image/png" }))
            const drop = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true })
            document.querySelector("#write textarea").dispatchEvent(drop)
        }""",
        list(picture.getvalue()),
    )
    expect(minsu.locator("#write [name=media]")).to_have_count(1)


@pytest.mark.row(6)
def test_a_picture_without_description_is_asked_about_once_unless_settings_say_no(
    open_browser: OpenBrowser, tmp_path: Path
) -> None:
    browser = open_browser()
    minsu = browser.sign_in("minsu")
    minsu.locator("[name=picture]").set_input_files(a_picture(tmp_path, "a.png"))
    expect(minsu.locator("#write [name=media]")).to_have_count(1)
    minsu.locator("#write .composer__send").click()
    dialog = minsu.get_by_role("dialog")
    expect(dialog).to_contain_text("설명 없이 올릴까요?")
    minsu.get_by_role("button", name="설명 쓰기").click()
    expect(minsu.locator("#write [name=alt]")).to_be_focused()
    minsu.keyboard.type("청록색 네모")
    expect(minsu.locator(".composer__alt")).to_be_visible()
    minsu.locator("#write .composer__send").click()
    expect(minsu.locator("#posts .grid__picture")).to_have_attribute("alt", "청록색 네모")
    minsu.locator("#posts .alt__badge").click()
    expect(minsu.locator("#posts .alt__text")).to_have_text("청록색 네모")

    minsu.locator("[name=picture]").set_input_files(a_picture(tmp_path, "b.png"))
    expect(minsu.locator("#write [name=media]")).to_have_count(1)
    minsu.locator("#write .composer__send").click()
    minsu.get_by_role("button", name="그대로 올리기").click()
    expect(minsu.locator("#posts .post")).to_have_count(2)

    minsu.goto(browser.site.base_url + "/settings/appearance")
    minsu.get_by_label("사진 설명을 잊지 않게 알려 주기").uncheck()
    minsu.get_by_role("button", name="저장").click()
    minsu.goto(browser.site.base_url + "/")
    minsu.locator("[name=picture]").set_input_files(a_picture(tmp_path, "c.png"))
    expect(minsu.locator("#write [name=media]")).to_have_count(1)
    minsu.locator("#write .composer__send").click()
    expect(minsu.locator("#posts .post")).to_have_count(3)


@pytest.mark.row(25)
def test_the_second_of_two_tabs_that_edit_is_told_and_sees_both_texts(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    minsu = browser.sign_in("minsu")
    minsu.locator(WRITE).fill("처음 글")
    minsu.locator("#write .composer__send").click()
    href = minsu.locator("#posts a.post__when").first.get_attribute("href")
    one, two = browser.page(f"{href}/edit"), browser.page(f"{href}/edit")
    one.locator("textarea").fill("첫째 탭의 글")
    two.locator("textarea").fill("둘째 탭의 글")
    one.locator(".composer__send").click()
    one.wait_for_url(f"**{href}")
    two.locator(".composer__send").click()
    expect(two.locator(".composer__error")).to_contain_text("그사이 다른 곳에서 글을 고쳤습니다")
    expect(two.locator(".composer__theirs")).to_have_text("첫째 탭의 글")
    expect(two.locator("textarea")).to_have_value("둘째 탭의 글")
    expect(two.locator(".composer__count")).to_be_visible()
    two.locator("textarea").fill("둘을 합친 글")
    two.locator(".composer__send").click()
    two.wait_for_url(f"**{href}")
    expect(two.locator(".thread__focus .post__text")).to_have_text("둘을 합친 글")
    again = browser.page(f"{href}/edit")
    expect(again.locator("textarea")).to_have_value("둘을 합친 글")


@pytest.mark.row(10, 49)
def test_a_line_says_who_will_read_it(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    minsu = browser.sign_in("minsu")
    expect(minsu.locator("#write .composer__readers")).to_contain_text("한빛전자")
    minsu.goto(browser.site.base_url + "/@jane/message")
    expect(minsu.locator("#write .composer__readers")).to_contain_text("Jane Smith")


def in_the_servers_zone(seconds: float) -> str:
    return (datetime.now().astimezone() + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S")


@pytest.mark.row(9)
def test_a_post_waits_for_its_time_and_appears_by_itself(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    minsu, jane = browser.sign_in("minsu"), open_browser("en-GB").sign_in("jane")
    expect(jane.locator("live-stream[online]")).to_be_attached()
    minsu.locator(WRITE).fill("제시간에 올라올 글")
    minsu.locator("summary", has_text="나중에 올리기").click()
    expect(minsu.locator("#write .field__label", has_text="날짜와 시각")).to_contain_text(
        datetime.now().astimezone().tzname() or "?"
    )
    minsu.locator("[name=at]").evaluate(
        "(field, at) => { field.step = 1; field.value = at }", in_the_servers_zone(seconds=6)
    )
    minsu.locator("#write .composer__send").click()
    minsu.wait_for_url("**/scheduled")
    expect(minsu.locator(".waiting__text")).to_have_text("제시간에 올라올 글")
    jane.locator(".pill").click()
    expect(jane.locator("#posts .post")).to_contain_text("제시간에 올라올 글")
    minsu.reload()
    expect(minsu.locator(".waiting__post")).to_have_count(0)


@pytest.mark.row(9)
def test_what_waits_is_listed_and_called_off(open_browser: OpenBrowser) -> None:
    minsu = open_browser().sign_in("minsu")
    minsu.locator(WRITE).fill("올리지 않을 글")
    minsu.locator("summary", has_text="나중에 올리기").click()
    minsu.locator("[name=at]").fill(in_the_servers_zone(seconds=3 * 24 * 3_600)[:16])
    minsu.locator("#write .composer__send").click()
    minsu.wait_for_url("**/scheduled")
    expect(minsu.locator(".waiting__when time")).to_have_count(1)
    minsu.get_by_role("button", name="취소").click()
    expect(minsu.locator(".waiting__post")).to_have_count(0)
    minsu.locator("#content a", has_text="글쓰기").first.click()
    expect(minsu.locator(WRITE)).to_have_value("")


@pytest.mark.row(5)
def test_a_file_on_its_way_shows_how_far_it_is_and_the_post_waits_for_it(
    open_browser: OpenBrowser, tmp_path: Path
) -> None:
    minsu = open_browser().sign_in("minsu")
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 200_000}
    minsu.context.new_cdp_session(minsu).send("Network.emulateNetworkConditions", slow)
    Image.effect_noise((900, 600), 60).convert("RGB").save(tmp_path / "large.png")
    minsu.locator(WRITE).fill("큰 사진")
    minsu.locator("[name=picture]").set_input_files(tmp_path / "large.png")
    bar = minsu.locator(".composer__thumb progress")
    expect(bar).to_have_accessible_name(re.compile("large.png"))
    expect(minsu.locator("#write .composer__send")).to_be_disabled()
    expect(bar).not_to_have_attribute("value", "0")
    assert 0 < float(bar.get_attribute("value") or 0) <= 100
    expect(minsu.locator("#write [name=media]")).to_have_count(1)
    expect(bar).to_have_count(0)
    expect(minsu.locator("#write .composer__send")).to_be_enabled()
