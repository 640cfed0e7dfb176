"""Mails: newsletters, press releases and forwarded articles, without what is around the text."""

from __future__ import annotations

import textwrap
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from cpu_limit import cpu_limit
from hypothesis import given, settings
from hypothesis import strategies as st
from intake.files.file_samples import FIRST, SECOND, TEXT, THIRD, TITLE, draft, draft_or_sentence, found, make_mail

from bot.errors import InputError
from bot.intake.files.mail import MAX_FORWARDS, MAX_PARTS
from bot.intake.files.mail_text import _FURNITURE, html_text, plain_text

DATE = "Mon, 23 Nov 2026 08:15:00 +0100 (CET)"
NEWSLETTER = (
    "<html><body><div style='display:none'>What happened today</div><table><tr><td>"
    "<a href='https://courier.example/v'>View this email in your browser</a></td></tr><tr><td>"
    f"<h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    "<p><a href='https://courier.example/1'>Read more</a></p>"
    "</td></tr><tr><td>You are receiving this because you signed up.<br><a href='u'>Unsubscribe</a></td></tr>"
    "<tr><td>© 2026 Valmere Courier</td></tr></table></body></html>"
)
HEADER = "From: Valmere Courier <news@courier.example>\nDate: Mon, 23 Nov 2026\nSubject: {}\nTo: me@mail.example\n"


def read(mail: EmailMessage | bytes) -> tuple[str, str]:
    made = draft("a.eml", bytes(mail))
    return made.title, made.text


def test_subject_sender_and_date_are_the_articles() -> None:
    mail = make_mail(TEXT, NEWSLETTER, Date=DATE, List_Unsubscribe="<https://courier.example/u>")
    made = draft("a.eml", bytes(mail))
    assert (made.title, made.text) == (TITLE, TEXT)
    assert (made.source, str(made.published_at)) == ("Valmere Courier", "2026-11-23 07:15:00+00:00")


def test_what_the_text_itself_says_comes_first() -> None:
    mail = make_mail(f"Source: Reuters\nDate: 2026-11-20\n\n{TEXT}", Date=DATE)
    made = draft("a.eml", bytes(mail))
    assert (made.source, str(made.published_at)[:10]) == ("Reuters", "2026-11-20")


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 23 Nov 2099 08:15:00 +0000"])
def test_a_date_that_cannot_be_is_left_out(date: str) -> None:
    data = b"Date: " + date.encode() + b"\n" + bytes(make_mail(TEXT))
    assert draft("a.eml", data).published_at is None


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("=?utf-8?q?H=C3=A4fen_=C3=B6ffnen_wieder?=", "Häfen öffnen wieder"),
        ("=?nonsense?q?abc?= opens", "=?nonsense?q?abc?= opens"),
        ("Fwd: RE: " + TITLE, TITLE),
        ("H\xe4fen \xf6ffnen wieder".encode("latin-1").decode("ascii", "surrogateescape"), "H?fen ?ffnen wieder"),
    ],
)
def test_the_subject_is_decoded(subject: str, title: str) -> None:
    data = b"Subject: " + subject.encode("ascii", "surrogateescape") + b"\nFrom: a@b.example\n\n" + TEXT.encode()
    assert read(data)[0] in (title, title.replace("?", "�"))


def test_a_mail_without_a_subject_is_titled_as_any_text() -> None:
    assert read(f"From: a@b.example\n\n{TITLE}\n\n{TEXT}".encode()) == (TITLE, TEXT)


def test_wrapped_lines_are_put_together_and_the_signature_goes() -> None:
    wrapped = "\n\n".join(textwrap.fill(part, 72) for part in (FIRST, SECOND, THIRD))
    assert read(make_mail(f"{wrapped}\n\n-- \nJane Doe\nPress office")) == (TITLE, TEXT)
    poem = "Roses\nare red, and these lines are not wrapped."
    assert read(make_mail(f"{TEXT}\n\n{poem}"))[1].endswith(poem)


@pytest.mark.parametrize(
    "body",
    [
        f"Look at this!\n\n---------- Forwarded message ---------\n{HEADER.format(TITLE)}\n{TEXT}",
        f"FYI\n\n{HEADER.format(TITLE)}\n{TEXT}",
        f"{HEADER.format('Fwd: ' + TITLE)}\n" + "\n".join(f"> {line}" for line in TEXT.split("\n")),
    ],
)
@pytest.mark.parametrize("formatted", [False, True])
def test_a_forwarded_mail_is_the_text_below_its_header(body: str, formatted: bool) -> None:
    subject = {"Subject": f"FW: {TITLE}", "From": "Bob <bob@mail.example>", "Date": DATE}
    html = "<div>" + body.replace("<", "&lt;").replace("\n", "<br>") + "</div>"
    made = draft("a.eml", bytes(make_mail(None, html, **subject) if formatted else make_mail(body, **subject)))
    sent = datetime(2026, 11, 23, tzinfo=UTC)
    assert (made.title, made.text, made.source, made.published_at) == (TITLE, TEXT, "Valmere Courier", sent)


def test_a_mail_attached_to_a_mail_is_read_instead() -> None:
    outer = make_mail("See the attachment.", Subject="Fwd: look")
    outer.add_attachment(make_mail(TEXT, From="The Tribune <t@tribune.example>"))
    made = draft("a.eml", bytes(outer))
    assert (made.title, made.text, made.source) == (TITLE, TEXT, "The Tribune")


def test_mails_within_mails_are_followed_a_few_times() -> None:
    mail = make_mail(TEXT)
    for _ in range(MAX_FORWARDS + 2):
        outer = make_mail("See the attachment.", Subject="Fwd: look")
        outer.add_attachment(mail)
        mail = outer
    assert FIRST in read(mail)[1]


def test_attached_files_are_not_the_text() -> None:
    mail = make_mail(TEXT)
    mail.add_attachment("Private notes.", filename="notes.txt")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png")
    assert read(mail) == (TITLE, TEXT)


def test_the_plain_version_is_taken_if_the_formatted_one_holds_a_part_of_it() -> None:
    assert read(make_mail(TEXT, "<p>Your program cannot show this.</p>")) == (TITLE, TEXT)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Subject: A\nContent-Type: multipart/mixed; boundary=x\n\n--x--\n", "The mail has no text"),
        (b"Subject: A\nContent-Type: message/rfc822\n", "The mail has no text"),
        (bytes(make_mail("a" * 2_000_001)), "The mail’s text has more than 2 MB"),
        (b"", "The mail has no text"),
    ],
)
def test_a_mail_without_a_text_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        found("a.eml", data)


def test_a_mail_with_a_thousand_parts_is_read_as_far_as_its_first() -> None:
    part = "--x\nContent-Type: text/plain\n\n{}\n"
    head = "Subject: Harbour\nContent-Type: multipart/mixed; boundary=x\n\n"
    parts = "".join(part.format(f"Paragraph {n} is here.") for n in range(1_000))
    with cpu_limit(2):
        text = read((head + parts + "--x--\n").encode())[1]
    assert text.count("Paragraph") == MAX_PARTS - 1  # the first one is the whole


def test_parts_within_parts_end() -> None:
    head = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3_000))
    with cpu_limit(5), pytest.raises(InputError, match="The mail "):
        found("a.eml", f"Subject: A\n{head}\nText.".encode())


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_any_bytes_give_a_draft_or_a_sentence(data: bytes) -> None:
    with cpu_limit(5):
        assert draft_or_sentence("a.eml", b"Subject: Harbour reopens\n" + data)


@pytest.mark.parametrize("example", [row.example for row in _FURNITURE])
def test_what_newsletters_add_is_left_out(example: str) -> None:
    assert plain_text(f"{TEXT}\n\n{example}".encode(), None) == TEXT
    assert html_text(f"<p>{FIRST}</p><p>{example}</p><p>{SECOND}</p>".encode(), None, TITLE) == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor asked residents to view the plans online, and some three hundred did so on the first evening, the "
        "council said, before the site broke down and a paper copy was laid out in the town hall for all those who had "
        "not been able to see it, among them most of the fishermen.",
        "Copying the statue was a mistake, she said.",
    ],
)
def test_a_sentence_of_the_text_stays(sentence: str) -> None:
    assert sentence in plain_text(f"{TEXT}\n\n{sentence}".encode(), None)


@pytest.mark.parametrize(
    "below",
    [
        "____________________________________\nNews mailing list\nNews@lists.port.example\nhttps://lists.port.example/news",
        "This e-mail and any attachments are confidential and intended solely for those to whom they are addressed. "
        + "If you have received it by mistake, delete it, and tell its sender. " * 6,
        "CONFIDENTIALITY NOTICE: This message may contain privileged information.",
        "Diese E-Mail enthält vertrauliche Informationen.",
    ],
)
def test_what_lists_and_companies_add_below_a_mail_is_left_out(below: str) -> None:
    assert read(make_mail(f"{TEXT}\n\n{below}")) == (TITLE, TEXT)
    assert read(make_mail(f"{TEXT}\n\n{'_' * 30}\nThe harbour is open."))[1].endswith("The harbour is open.")


def test_a_press_release_is_from_its_sender() -> None:
    head = "PRESS RELEASE\nFOR IMMEDIATE RELEASE\n20 November 2026"
    made = draft("a.eml", bytes(make_mail(f"{head}\n\n{TEXT}")))
    assert (made.source, str(made.published_at)[:10], made.text) == ("Valmere Courier", "2026-11-20", TEXT)
