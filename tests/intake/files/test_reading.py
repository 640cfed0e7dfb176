"""Each kind of file goes to its reader; text files are read as before."""

from __future__ import annotations

import pytest
from intake.files.file_samples import FIRST, NOW, TEXT, TITLE, draft, found

from bot.errors import InputError
from bot.intake.files.reading import SourceFile, read_file


def test_a_text_file_may_begin_with_a_command_and_keeps_a_known_title() -> None:
    (text,) = read_file(SourceFile("message.txt", f"!edit 1 {FIRST}".encode(), NOW, openers=("!",), known=TITLE))
    assert text.draft is not None
    assert (text.draft.title, text.draft.text) == (TITLE, FIRST)


def test_markup_in_a_text_file_need_not_be_a_whole_page() -> None:
    markup = f"<html><body><h1>{TITLE}</h1><p>Ships came in.</p></body></html>".encode()
    assert draft("a.txt", markup).text == "Ships came in."
    with pytest.raises(InputError, match="I found no article"):
        found("a.html", markup)
    with pytest.raises(InputError, match="There is no text"):
        found("a.md", b"<html></html>")


def test_a_future_date_that_a_person_wrote_stays_to_be_refused() -> None:
    typed = draft("a.txt", f"Date: 2031-01-01\n{TITLE}\n\n{TEXT}".encode())
    assert typed.published_at is not None
    assert typed.published_at.year == 2031


def test_a_file_that_cannot_be_an_article_is_refused() -> None:
    with pytest.raises(InputError, match="That is one short line, too little for an article"):
        found("a.txt", b"Only a title\n")
