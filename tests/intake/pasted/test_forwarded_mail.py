from __future__ import annotations

from datetime import UTC, datetime

import pytest
from intake.pasted.sample_articles import (
    TEXT,
    TITLE,
)

from bot.intake.pasted.documents import parse_document
from bot.intake.pasted.forwarded_mail import MAX_FORWARDS

MAILS = {
    "Apple, German": f"Anfang der weitergeleiteten Nachricht:\n\nVon: Ann <a@x.example>\nBetreff: WG: {TITLE}\n"
    "Datum: 20. November 2026 um 09:14:00 MEZ\nAn: Bob <b@x.example>",
    "Apple, Italian": f"Inizio messaggio inoltrato:\n\nDa: Ann\nOggetto: I: {TITLE}\nData: 20 novembre 2026\nA: Bob",
    "Outlook, French": f"{'_' * 32}\nDe : Ann\nEnvoyé : vendredi 20 novembre 2026 09:14\nÀ : Bob\nObjet : TR: {TITLE}",
    "Outlook in Markdown": f"**From:** Ann\n**Sent:** Friday, November 20, 2026\n**To:** Bob\n**Subject:** FW: {TITLE}",
    "Japanese": f"差出人: Ann\n日時: 2026年11月20日\n件名: Fwd: {TITLE}\n宛先: Bob",
    "Chinese": f"发件人：Ann\n发送时间：2026年11月20日\n收件人：Bob\n主题：转发：{TITLE}",
    "Russian": f"От: Анна\nДата: 20 ноября 2026\nТема: Fwd: {TITLE}\nКому: Боб",
    "a note above": f"FYI, see below\n\n---------- Forwarded message ---------\nFrom: Ann\nDate: x\nSubject: {TITLE}",
    "with a priority": f"From: Ann\nSent: Thursday\nTo: Bo\nImportance: High\nSubject: {TITLE}",
    "Turkish": f"Kimden: Ann\nTarih: 19 Kasım 2026\nKonu: İlt: {TITLE}\nKime: Bo",
    "forwarded twice": f"From: Ann\nTo: Bob\nSubject: Fwd: Fwd: {TITLE}\n\n"
    f"---------- Forwarded message ---------\nFrom: Cy\nTo: Ann\nSubject: {TITLE}",
}


@pytest.mark.parametrize("header", MAILS.values(), ids=MAILS)
def test_the_subject_of_a_forwarded_mail_is_the_title(header: str) -> None:
    draft = parse_document(f"{header}\n\n{TEXT}")
    assert (draft.title, draft.text) == (TITLE, TEXT)


GMAIL = "---------- Forwarded message -----\nFrom: *Orvale Daily* <n@orvale.example>\nDate: Mon, Nov 30, 2026 10:12 AM"
OUTLOOK = "From: Orvale Daily [mailto:news@orvale.example]\nSent: 30 November 2026 10:12\nTo: Bo"
BARE = "From: <news@orvale.example>\nDate: yesterday\nTo: Bo"
RFC = 'From: "Orvale Daily" <news@orvale.example>\nDate: Mon, 30 Nov 2026 10:12:00 +0100\nTo: Bo'


@pytest.mark.parametrize(
    ("header", "source", "sent"),
    [
        (GMAIL, "Orvale Daily", datetime(2026, 11, 30, tzinfo=UTC)),
        (OUTLOOK, "Orvale Daily", datetime(2026, 11, 30, tzinfo=UTC)),
        (RFC, "Orvale Daily", datetime(2026, 11, 30, 9, 12, tzinfo=UTC)),
        (
            f"Von: Ann\nBetreff: {TITLE}\nDatum: 1. Mai 2026\n\n{RFC}",
            "Orvale Daily",
            datetime(2026, 11, 30, 9, 12, tzinfo=UTC),
        ),
        ("Von: Kurier\nDatum: 20. November 2026 um 09:14:00 MEZ", "Kurier", datetime(2026, 11, 20, 8, 14, tzinfo=UTC)),
        (BARE, None, None),
    ],
)
def test_the_sender_and_the_date_of_the_original_are_its_source_and_date(
    header: str, source: str | None, sent: datetime | None
) -> None:
    draft = parse_document(f"FYI\n\n{header}\nSubject: {TITLE}\n\n{TEXT}")
    assert (draft.title, draft.text, draft.source, draft.published_at) == (TITLE, TEXT, source, sent)
    own = parse_document(f"{header}\nSubject: {TITLE}\n\nSource: Reuters\nDate: 2026-11-02\n\n{TEXT}")
    assert (own.source, own.published_at) == ("Reuters", datetime(2026, 11, 2, tzinfo=UTC))


def test_only_the_first_headers_of_a_mail_that_was_forwarded_very_often_are_removed() -> None:
    header = f"---------- Forwarded message ---------\nFrom: Ann\nDate: x\nSubject: {TITLE}"
    draft = parse_document("\n\n".join([header] * (MAX_FORWARDS + 1) + [TEXT]))
    assert (draft.title, draft.text) == (TITLE, f"{header}\n\n{TEXT}")


def test_a_signature_is_removed() -> None:
    mail = f"From: Ann\nDate: x\nSubject: {TITLE}\n\n{TEXT}\n\n-- \nAnn Reed\nTel. 1234"
    assert parse_document(mail).text == TEXT


def test_a_forwarded_mail_loses_its_closing_although_it_does_not_greet() -> None:
    mail = "---------- Forwarded message ---------\nFrom: Ida Moor <ida@news.example>\n"
    mail += "Date: Mon, 23 Nov 2026 10:00:00 +0100\nSubject: Harbour opens\nTo: desk@news.example\n\n"
    text = "The harbour opened again on Monday.\n\nEleven ships came in."
    assert parse_document(f"{mail}{text}\n\nBest regards,\nIda Moor").text == text
    assert parse_document(f"Harbour opens\n\n{text}\n\nBest regards,\nIda Moor").text.endswith("Ida Moor")
