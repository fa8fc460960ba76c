"""The page in real Chromium: people sign in, write, read, and miss nothing."""

import io
import random
from pathlib import Path

import httpx2
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.media.films import mp4
from tests.media.papers import PDF, office
from tests.web.conftest import OpenBrowser

pytestmark = pytest.mark.browser


def a_photo(path: Path) -> Path:
    Image.effect_noise((900, 600), 60).convert("RGB").save(path, "JPEG")
    return path


def write(page: Page, text: str) -> None:
    page.locator("#write textarea").fill(text)
    page.locator("#write .composer__send").click()
    expect(page.locator("#posts .post").first).to_contain_text(text)


@pytest.mark.row(5, 6, 14)
def test_somebody_posts_with_a_picture_and_the_other_one_sees_a_pill_without_being_moved(
    open_browser: OpenBrowser, tmp_path: Path
) -> None:
    minsu = open_browser().sign_in("minsu")
    for number in range(12):
        write(minsu, f"글 {number}")
    jane = open_browser("en-GB").sign_in("jane")
    expect(jane.locator("live-stream[online]")).to_be_attached()
    jane.evaluate("scrollTo(0, 500)")
    anchor = jane.locator(".post", has_text="글 5")
    before = anchor.bounding_box()

    minsu.locator("#write textarea").fill("점심 사진 #점심")
    minsu.locator("[name=picture]").set_input_files(a_photo(tmp_path / "lunch.jpg"))
    minsu.locator("[name=alt]").fill("비빔밥 한 그릇")
    minsu.locator("#write .composer__send").click()
    mine = minsu.locator("#posts .post").first
    expect(mine.locator(".grid__picture")).to_have_attribute("alt", "비빔밥 한 그릇")
    expect(minsu.locator("#write textarea")).to_have_value("")
    expect(minsu.locator(".composer__thumb")).to_have_count(0)

    expect(jane.locator(".pill")).to_be_visible()
    expect(jane.locator(".pill")).to_contain_text("1 new post")
    after = anchor.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) <= 1
    expect(jane.locator(".post", has_text="점심 사진")).to_have_count(0)

    jane.locator(".pill").click()
    first = jane.locator("#posts .post").first
    expect(first).to_contain_text("점심 사진")
    expect(first).to_be_focused()
    expect(first.locator(".grid__picture")).to_have_attribute("alt", "비빔밥 한 그릇")
    expect(minsu.locator(".post", has_text="점심 사진")).to_have_count(1)


@pytest.mark.row(20)
def test_what_happens_while_the_server_is_away_is_there_afterwards(open_browser: OpenBrowser) -> None:
    minsu, jane = open_browser().sign_in("minsu"), open_browser().sign_in("jane")
    expect(jane.locator("live-stream[online]")).to_be_attached()
    write(minsu, "하나")
    expect(jane.locator(".pill")).to_contain_text("1")
    site = open_browser().site
    site.stop()
    expect(jane.locator("live-stream[online]")).to_have_count(0)
    site.start()
    write(minsu, "둘")
    write(minsu, "셋")
    expect(jane.locator(".pill")).to_contain_text("3")
    jane.locator(".pill").click()
    expect(jane.locator("#posts .post .post__text")).to_have_text(["셋", "둘", "하나"])


@pytest.mark.row(4)
def test_two_fast_clicks_make_one_post(open_browser: OpenBrowser) -> None:
    minsu = open_browser().sign_in("minsu")
    minsu.locator("#write textarea").fill("한 번만")
    minsu.evaluate("() => { const send = document.querySelector('.composer__send'); send.click(); send.click() }")
    expect(minsu.locator(".post", has_text="한 번만")).to_have_count(1)
    minsu.reload()
    expect(minsu.locator(".post", has_text="한 번만")).to_have_count(1)


@pytest.mark.row(8)
def test_a_draft_outlives_a_reload_and_a_server_that_does_not_answer(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    minsu = browser.sign_in("minsu")
    minsu.locator("#write textarea").press_sequentially("쓰다 만 글")
    minsu.reload()
    expect(minsu.locator("#write textarea")).to_have_value("쓰다 만 글")
    browser.site.stop()
    minsu.locator("#write .composer__send").click()
    expect(minsu.locator("#write .composer__error")).not_to_be_empty()
    expect(minsu.locator("#write textarea")).to_have_value("쓰다 만 글")
    browser.complaints = [line for line in browser.complaints if "Failed to fetch" not in line]


@pytest.mark.row(2)
def test_the_counter_counts_hangul_twice_and_refuses_one_too_many(open_browser: OpenBrowser) -> None:
    minsu = open_browser().sign_in("minsu")
    minsu.locator("#write textarea").fill("가" * 140)
    expect(minsu.locator("#write output")).to_have_text("0")
    expect(minsu.locator(".composer__send")).to_be_enabled()
    minsu.locator("#write textarea").fill("가" * 141)
    expect(minsu.locator("#write output")).to_have_text("-2")
    expect(minsu.locator("#write .composer__send")).to_be_disabled()


@pytest.mark.row(3)
def test_enter_while_a_syllable_is_being_composed_sends_nothing_and_ctrl_enter_sends(open_browser: OpenBrowser) -> None:
    minsu = open_browser().sign_in("minsu")
    minsu.locator("#write textarea").focus()
    keyboard = minsu.context.new_cdp_session(minsu)
    keyboard.send("Input.imeSetComposition", {"text": "안녀", "selectionStart": 2, "selectionEnd": 2})
    minsu.keyboard.press("Enter")
    expect(minsu.locator(".post")).to_have_count(0)
    keyboard.send("Input.insertText", {"text": "안녕"})
    minsu.keyboard.press("Control+Enter")
    expect(minsu.locator(".post .post__text").first).to_contain_text("안녕")


@pytest.mark.row(17)
def test_likes_edits_and_deletions_arrive_in_place(open_browser: OpenBrowser) -> None:
    minsu, jane = open_browser().sign_in("minsu"), open_browser().sign_in("jane")
    write(minsu, "처음 글")
    jane.reload()
    seen = jane.locator(".post").first
    expect(jane.locator("live-stream[online]")).to_be_attached()

    minsu.locator(".act--like").first.click()
    expect(minsu.locator(".act--like").first).to_have_attribute("aria-pressed", "true")
    expect(seen.locator("[data-count=like]")).to_have_text("1")
    expect(seen.locator(".act--like")).to_have_attribute("aria-pressed", "false")

    minsu.locator(".post .menu summary").last.click()
    minsu.get_by_role("link", name="고치기").click()
    minsu.locator("textarea").fill("고친 글")
    minsu.locator(".composer__send").click()
    expect(seen.locator(".post__text")).to_have_text("고친 글")

    minsu.locator(".post .menu summary").last.click()
    minsu.get_by_role("link", name="지우기").click()
    minsu.locator("#sheet .button--danger").click()
    expect(minsu.locator("#sheet")).to_be_hidden()
    expect(jane.locator("#posts .stub")).to_have_count(1)


@pytest.mark.row(29, 36)
def test_replies_arrive_in_an_open_thread_and_notifications_are_counted(open_browser: OpenBrowser) -> None:
    minsu, jane = open_browser().sign_in("minsu"), open_browser().sign_in("jane")
    write(minsu, "질문 있습니다")
    expect(minsu.locator(".post")).to_have_count(1)
    minsu.locator(".post__when").first.click()
    expect(minsu.locator("live-stream[online]")).to_be_attached()
    jane.reload()
    jane.locator(".act--reply").first.click()
    jane.locator("textarea").fill("답입니다")
    jane.locator(".composer__send").click()
    expect(jane.locator("#posts .post__text")).to_have_text(["답입니다"])
    expect(minsu.locator("#posts .post__text")).to_have_text(["답입니다"])
    expect(minsu.locator(".thread__focus [data-count=reply]")).to_have_text("1")
    expect(minsu.locator(".rail [data-unread]")).to_have_text("1")
    minsu.locator(".rail [href='/notifications']").click()
    expect(minsu.locator(".notice")).to_contain_text("Jane Smith")


def test_hidden_replies_go_behind_the_fold_of_open_pages_and_come_back(open_browser: OpenBrowser) -> None:
    minsu, jane = open_browser().sign_in("minsu"), open_browser("en-GB").sign_in("jane")
    write(minsu, "질문 있습니다")
    expect(minsu.locator("#posts .empty")).to_be_hidden()
    minsu.locator(".post__when").first.click()
    jane.reload()
    jane.locator(".act--reply").first.click()
    expect(jane.locator(".thread .empty")).to_be_visible()
    jane.locator("textarea").fill("답입니다")
    jane.locator(".composer__send").click()
    expect(jane.locator("#posts .post")).to_have_count(1)
    expect(jane.locator(".thread .empty")).to_be_hidden()
    minsu.reload()
    minsu.locator(".fold__button").click()
    minsu.wait_for_url("**#post-*")
    expect(jane.locator(".fold__line")).to_have_text("1 hidden reply")
    expect(jane.locator("#posts .post")).to_have_count(0)
    jane.locator(".fold__line").click()
    expect(jane.locator(".fold .post__text")).to_be_visible()
    expect(minsu.locator(".fold[open]")).to_be_visible()  # by the address, which leads into it
    minsu.locator(".fold__button").click()
    expect(jane.locator("#posts .post")).to_have_count(1)
    expect(jane.locator(".fold")).to_have_count(0)


@pytest.mark.row(13)
def test_everything_works_without_javascript(open_browser: OpenBrowser, tmp_path: Path) -> None:
    minsu = open_browser(java_script_enabled=False).sign_in("minsu")
    minsu.locator("#write textarea").fill("자바스크립트 없이")
    minsu.locator("[name=picture]").set_input_files(a_photo(tmp_path / "plain.jpg"))
    minsu.locator("#write .composer__send").click()
    post = minsu.locator(".post").first
    expect(post).to_contain_text("자바스크립트 없이")
    post.locator(".act--like").click()
    expect(post.locator(".act--like")).to_have_attribute("aria-pressed", "true")
    post.locator(".act--like").click()
    expect(post.locator(".act--like")).to_have_attribute("aria-pressed", "false")
    post.locator(".act--reply").click()
    minsu.locator("textarea").fill("답글도")
    minsu.locator(".composer__send").click()
    expect(minsu.locator("#posts .post__text")).to_have_text(["답글도"])
    minsu.locator(".rail [href='/settings']").click()
    minsu.locator(".sections [href='/settings/appearance']").first.click()
    minsu.get_by_label("어둡게").check()
    minsu.get_by_role("button", name="저장").click()
    minsu.goto(minsu.url.partition("/settings")[0] + "/settings/language")
    minsu.get_by_label("English").check()
    minsu.get_by_role("button", name="저장").click()
    expect(minsu.locator("html")).to_have_attribute("lang", "en")
    expect(minsu.locator("html")).to_have_attribute("data-theme", "dark")


def test_an_invitation_is_accepted_once(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    browser.site.add_person("newcomer", "새사람")
    link = browser.site.command("people", "invite", "newcomer").split()[-1]
    page = browser.page(link.removeprefix(browser.site.base_url))
    page.locator("[name=password]").fill("a long enough one")
    page.get_by_role("button").click()
    page.wait_for_url(browser.site.base_url + "/welcome")
    expect(page.locator(".rail__label.rail__who")).to_contain_text("새사람")
    again = open_browser().page(link.removeprefix(browser.site.base_url))
    expect(again.locator(".error-page__status")).to_have_text("404")


@pytest.mark.row(5)
def test_pictures_can_be_pasted_taken_away_and_looked_at(open_browser: OpenBrowser) -> None:
    minsu = open_browser().sign_in("minsu")
    bytes_ = io.BytesIO()
    Image.new("RGB", (40, 30), random.choice(["red", "green"])).save(bytes_, "PNG")
    minsu.evaluate(
        """bytes => {
            const data = new DataTransfer()
            data.items.add(new File([new Uint8Array(bytes)], "clip.png", { type: "image/png" }))
            const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
            document.querySelector("#write textarea").dispatchEvent(paste)
        }""",
        list(bytes_.getvalue()),
    )
    expect(minsu.locator(".composer__thumb")).to_have_count(1)
    minsu.locator(".composer__remove").click()
    expect(minsu.locator(".composer__thumb")).to_have_count(0)
    expect(minsu.locator("#write .composer__send")).to_be_disabled()


@pytest.mark.row(18)
def test_older_posts_come_when_the_reader_gets_there_and_the_new_one_keeps_its_place(open_browser: OpenBrowser) -> None:
    browser = open_browser()
    token = browser.site.token("minsu")["bearer_token"]
    for number in range(45):
        answer = browser.context.request.post(
            f"{browser.site.base_url}/api/v1/statuses",
            form={"status": f"글 {number}"},
            headers={"Authorization": f"Bearer {token}"},
        )
        assert answer.ok
    jane = browser.sign_in("jane")
    expect(jane.locator("#posts .post")).to_have_count(40)
    assert "before=" in (jane.locator(".older").get_attribute("href") or "")
    jane.locator(".older").scroll_into_view_if_needed()
    expect(jane.locator("#posts .post")).to_have_count(45)
    expect(jane.locator(".older--end")).to_be_visible()


@pytest.mark.row(33)
def test_a_picture_opens_large_and_focus_comes_back(open_browser: OpenBrowser, tmp_path: Path) -> None:
    minsu = open_browser().sign_in("minsu")
    minsu.locator("#write textarea").fill("사진")
    minsu.locator("[name=picture]").set_input_files(a_photo(tmp_path / "photo.jpg"))
    minsu.locator("[name=alt]").fill("소음 한 장")
    minsu.locator("#write .composer__send").click()
    minsu.locator(".grid__link").click()
    expect(minsu.locator("#lightbox")).to_be_visible()
    expect(minsu.locator(".lightbox__caption")).to_have_text("소음 한 장")
    minsu.keyboard.press("Escape")
    expect(minsu.locator("#lightbox")).to_be_hidden()
    expect(minsu.locator(".grid__link")).to_be_focused()


@pytest.mark.row(22)
def test_keys_move_and_like_but_never_while_somebody_types(open_browser: OpenBrowser) -> None:
    minsu = open_browser().sign_in("minsu")
    for text in ("하나", "둘"):
        write(minsu, text)
    minsu.locator("h1").click()
    minsu.keyboard.press("j")
    expect(minsu.locator(".post").first).to_be_focused()
    minsu.keyboard.press("j")
    minsu.keyboard.press("l")
    expect(minsu.locator(".post").last.locator(".act--like")).to_have_attribute("aria-pressed", "true")
    minsu.locator("#write textarea").press_sequentially("jkl")
    expect(minsu.locator("#write textarea")).to_have_value("jkl")
    expect(minsu.locator(".act--like[aria-pressed=true]")).to_have_count(1)


def test_two_marks_in_a_row_both_show_and_focus_stays(open_browser: OpenBrowser) -> None:
    minsu = open_browser().sign_in("minsu")
    write(minsu, "둘 다")
    minsu.evaluate("document.querySelector('.act--like').click(); document.querySelector('.act--keep').click()")
    expect(minsu.locator(".act--keep")).to_have_attribute("aria-pressed", "true")
    expect(minsu.locator(".act--like")).to_have_attribute("aria-pressed", "true")
    minsu.locator(".act--like").press("Enter")
    expect(minsu.locator(".act--like")).to_have_attribute("aria-pressed", "false")
    expect(minsu.locator(".act--like")).to_be_focused()
    minsu.locator(".act--repost").click()
    minsu.get_by_role("button", name="다시 올리기", exact=True).click()
    expect(minsu.locator(".act--repost")).to_have_attribute("data-on", "true")
    minsu.goto(minsu.url.split("#")[0] + "@jane")
    minsu.get_by_role("button", name="팔로우").click()
    expect(minsu.get_by_role("button", name="팔로잉")).to_be_visible()


def test_documents_are_sent_ahead_put_in_order_and_offered_for_download(
    open_browser: OpenBrowser, tmp_path: Path
) -> None:
    minsu = open_browser().sign_in("minsu")
    for name, content in (("회의록.pdf", PDF), ("예산.xlsx", office("xl"))):
        (tmp_path / name).write_bytes(content)
    minsu.locator("[name=picture]").set_input_files([tmp_path / "회의록.pdf", tmp_path / "예산.xlsx"])
    expect(minsu.locator("[name=media]")).to_have_count(2)
    minsu.locator(".composer__earlier:enabled").click()
    expect(minsu.locator(".composer__name")).to_have_text(["예산.xlsx", "회의록.pdf"])
    minsu.locator("#write .composer__send").click()
    expect(minsu.locator(".document__name")).to_have_text(["예산.xlsx", "회의록.pdf"])
    with minsu.expect_download() as saved:
        minsu.locator(".document").last.click()
    assert saved.value.suggested_filename == "회의록.pdf"
    assert Path(saved.value.path()).read_bytes() == PDF


@pytest.mark.row(34)
def test_a_video_is_shown_and_does_not_begin_by_itself(open_browser: OpenBrowser, tmp_path: Path) -> None:
    minsu = open_browser().sign_in("minsu")
    (tmp_path / "film.mp4").write_bytes(mp4(640, 360, 5))
    minsu.locator("[name=picture]").set_input_files(tmp_path / "film.mp4")
    minsu.locator("[name=alt]").fill("로비의 로봇")
    minsu.locator("#write .composer__send").click()
    film = minsu.locator(".video__film")
    expect(film).to_have_attribute("aria-label", "로비의 로봇")
    expect(film).to_have_js_property("paused", value=True)
    expect(film).to_have_js_property("autoplay", value=False)
    assert (film.get_attribute("poster") or "").startswith("/media/")


def test_what_is_said_in_a_video_can_be_read(open_browser: OpenBrowser, tmp_path: Path) -> None:
    browser = open_browser()
    minsu = browser.sign_in("minsu")
    headers = {"Authorization": f"Bearer {browser.site.token('minsu')['bearer_token']}"}
    with httpx2.Client(base_url=browser.site.base_url, headers=headers) as app:

        def uploaded(name: str, content: bytes, category: str) -> str:
            sent = app.post(
                "/1.1/media/upload.json", files={"media": (name, content)}, data={"media_category": category}
            )
            media_id: str = sent.json()["media_id_string"]
            return media_id

        srt = "1\n00:00:00,000 --> 00:00:04,000\n<i>로봇</i>이 & 인사합니다\n"
        video, subtitles = (
            uploaded("film.mp4", mp4(640, 360, 5), "tweet_video"),
            uploaded("blob", srt.encode(), "subtitles"),
        )
        one = {"media_id": subtitles, "language_code": "ko", "display_name": "한국어"}
        wanted = {"media_id": video, "subtitle_info": {"subtitles": [one]}}
        app.post("/1.1/media/subtitles/create.json", json=wanted).raise_for_status()
        app.post("/1.1/statuses/update.json", data={"status": "로봇", "media_ids": video}).raise_for_status()
    minsu.reload()
    track = minsu.locator(".video__film track")
    expect(track).to_have_attribute("label", "한국어")
    said = track.evaluate("""(track) => new Promise((done) => {
      track.addEventListener("load", () => done(track.track.cues[0].text))
      track.track.mode = "showing"
    })""")
    assert said == "<i>로봇</i>이 &amp; 인사합니다"


def test_what_does_not_go_together_or_is_not_taken_is_said(open_browser: OpenBrowser, tmp_path: Path) -> None:
    minsu = open_browser().sign_in("minsu")
    (tmp_path / "film.mp4").write_bytes(mp4())
    (tmp_path / "a.pdf").write_bytes(b"no document")
    minsu.locator("[name=picture]").set_input_files([a_photo(tmp_path / "a.jpg"), tmp_path / "film.mp4"])
    expect(minsu.locator(".toast--alert")).to_contain_text("film.mp4")
    expect(minsu.locator(".composer__thumb img")).to_have_attribute("alt", "a.jpg")
    minsu.locator(".composer__remove").click()
    minsu.locator("[name=picture]").set_input_files(tmp_path / "a.pdf")
    expect(minsu.locator(".toast--alert")).to_have_count(2)
    expect(minsu.locator(".composer__thumb")).to_have_count(0)
