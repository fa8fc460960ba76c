"""What cannot be posted as it stands comes back as it was typed, for browsers without JavaScript."""

from biztweet.company import Company
from tests.factories import a_person, said
from tests.web.pages import browsing


async def test_a_post_that_is_too_long_comes_back_to_be_mended(company: Company) -> None:
    minsu = await a_person(company, "minsu")
    text = "점심 <뭐> " * 40
    async with browsing(company, minsu) as browser:
        refused = await browser.post("/posts", data={"text": text, "warning": "배고픔"})
        assert refused.status_code == 422
        assert "점심 &lt;뭐&gt; 점심" in refused.text
        assert 'value="배고픔"' in refused.text
        assert 'role="alert">글이 너무 깁니다' in refused.text
        by_htmx = await browser.post("/posts", data={"text": text}, headers={"HX-Request": "true"})
        assert "<textarea" not in by_htmx.text


async def test_a_reply_stays_a_reply_and_a_quote_a_quote(company: Company) -> None:
    minsu, jane = await a_person(company, "minsu"), await a_person(company, "jane")
    post_id = await said(company, jane, "회의 언제예요?")
    async with browsing(company, minsu) as browser:
        refused = await browser.post("/posts", data={"text": "a" * 300, "reply_to": str(post_id)})
        assert f'name="reply_to" value="{post_id}"' in refused.text
        refused = await browser.post("/posts", data={"text": "a" * 300, "quote_of": str(post_id)})
        assert f'name="quote_of" value="{post_id}"' in refused.text
        assert "회의 언제예요?" in refused.text


async def test_an_edit_that_is_refused_comes_back_too(company: Company) -> None:
    minsu = await a_person(company, "minsu")
    post_id = await said(company, minsu, "처음")
    async with browsing(company, minsu) as browser:
        refused = await browser.post(f"/posts/{post_id}/edit", data={"text": "b" * 300})
        assert refused.status_code == 422
        assert f'action="/posts/{post_id}/edit"' in refused.text
        assert "b" * 300 in refused.text
