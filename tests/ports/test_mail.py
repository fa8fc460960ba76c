"""Emails: what arrives at a real mail server, and what becomes of those that it does not take."""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import msgspec
import pytest

from biztweet.ports.mail import Email, Mail, MailAway, MailRefused
from biztweet.ports.mail.choose import open_mail
from biztweet.ports.mail.console import ConsoleMail
from biztweet.ports.mail.smtp import SmtpMail
from tests.free_port import free_port
from tests.mailing.receiver import PASSWORD, USER, MailServer, mail_server

SENDER = "한빛 BizTweet <talk@example.com>"
EMAIL = Email(
    to="minsu@example.com",
    name='김민수, "팀장"',
    subject="읽지 않은 알림이 2개 있습니다",
    text="안녕하세요\n.\n끝",
    html="<p>안녕하세요</p>",
    id="digest.7.1",
    headers={"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
)


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[MailServer]:
    async with mail_server(tmp_path) as running:
        yield running


@pytest.fixture(params=["console", "smtp"])
def mail(request: pytest.FixtureRequest, server: MailServer) -> Mail:
    return ConsoleMail(SENDER) if request.param == "console" else SmtpMail(server.url, SENDER)


async def test_an_email_is_taken_by_every_side_and_one_that_is_none_by_no_side(mail: Mail) -> None:
    await mail.check()
    await mail.send(EMAIL)
    for wrong in ({"to": "nobody"}, {"to": "a@b\nBcc: c@d"}, {"subject": "a\nBcc: c@d"}, {"headers": {"X": "a\nB: c"}}):
        with pytest.raises(MailRefused):
            await mail.send(msgspec.structs.replace(EMAIL, **wrong))


async def test_what_arrives_is_what_was_written(server: MailServer) -> None:
    await SmtpMail(server.url, SENDER).send(EMAIL)
    got = await server.next()
    assert got["Subject"] == EMAIL.subject
    assert [(each.display_name, each.addr_spec) for each in got["To"].addresses] == [(EMAIL.name, EMAIL.to)]
    assert got["From"].addresses[0].addr_spec == "talk@example.com"
    assert got["Message-ID"] == "<digest.7.1@example.com>"
    assert got["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text, html = got.get_body(("plain",)), got.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n") == EMAIL.text + "\n"
    assert html.get_content().strip() == EMAIL.html


@pytest.mark.parametrize("how", ["starttls", "tls"])
async def test_a_password_crosses_only_encrypted(tmp_path: Path, how: str) -> None:
    async with mail_server(tmp_path, tls=how == "tls", starttls=how == "starttls", auth=True) as server:
        scheme = "smtps" if how == "tls" else "smtp"
        url = f"{scheme}://{USER}:{quote(PASSWORD, safe='')}@127.0.0.1:{server.port}"
        await SmtpMail(url, SENDER, server.trust).send(EMAIL)
        assert (await server.next())["Subject"] == EMAIL.subject
        assert server.encrypted == [how == "starttls"]  # the server does not see what was so from the first byte
        with pytest.raises(MailAway, match="refuses the sign-in"):
            await SmtpMail(url.replace("%40", "-"), SENDER, server.trust).check()
        with pytest.raises(MailAway):  # a certificate that nobody trusts
            await SmtpMail(url, SENDER).send(EMAIL)


async def test_a_server_that_cannot_encrypt_gets_no_password(server: MailServer) -> None:
    with pytest.raises(MailAway):
        await SmtpMail(f"smtp://u:p@127.0.0.1:{server.port}", SENDER).send(EMAIL)
    assert server.got.empty()


async def test_what_is_refused_for_now_and_for_good_is_told_apart(server: MailServer) -> None:
    mail = SmtpMail(server.url, SENDER)
    server.answers = ["451 Later", "554 Never"]
    with pytest.raises(MailAway):
        await mail.send(EMAIL)
    with pytest.raises(MailRefused):
        await mail.send(EMAIL)
    with pytest.raises(MailAway):
        await SmtpMail(f"smtp://127.0.0.1:{free_port()}", SENDER).check()


def test_the_address_says_which_side() -> None:
    assert isinstance(open_mail("console:", SENDER), ConsoleMail)
    assert isinstance(open_mail("smtps://mail.example.com", SENDER), SmtpMail)
