from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.pasted.meaning import Meaning, read_pasted, without_command

LINK = "https://a.example/x"
LONG = "word " * 30


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        *((text, Meaning.LINK) for text in (LINK, f"<{LINK}>!", f" {LINK}\n", f"[a label]({LINK})", "www.a.example/x")),
        *((text, Meaning.LINK) for text in (f"{LINK} {LINK}?utm_source=y", f"Link: {LINK}")),
        *((text, Meaning.UNCLEAR) for text in (f"Title\n{LINK}", f"wow {LINK}", f"{LINK} https://b.example/y")),
        *((text, Meaning.UNCLEAR) for text in (f"Title: x\n{LINK}", f"Title\nURL: {LINK}", f"1. {LINK}")),
        *(
            (text, Meaning.TEXT)
            for text in ("", "Title\n\ntext", f"Title\n\n{LONG}{LINK}", f"URL: {LINK}\nTitle\n\nText.")
        ),
        *(
            (text, Meaning.TEXT)
            for text in (
                f"Title\nSource: A\nURL: {LINK}\n\nText.",
                f"Title\nBy Ann Lee\nURL: {LINK}\n\nText.",
                f"Title\n\nText.\n\nURL: {LINK}",
                f"{'船' * 150}{LINK}",
            )
        ),
    ],
)
def test_what_is_meant_by_a_text_with_links(text: str, meaning: Meaning) -> None:
    assert read_pasted(text).meaning is meaning


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["", LINK, f"<{LINK}>"]))
def test_any_text_means_something(text: str, link: str) -> None:
    pasted = read_pasted(text + link)
    assert pasted.links or pasted.meaning is Meaning.TEXT


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("!add Title\n\nText", "Title\n\nText"),
        ("\n !ADD\nTitle", "Title"),
        ("<@5> add Title", "Title"),
        ("!edit #12 Title", "Title"),
        ("/edit article:12 text: Title", "Title"),
        ("/add text:Title", "Title"),
        ("!edit 12: Title", "Title"),
        *(
            (same, same)
            for same in ("add Title", "!added Title", "!search add", "Title\n!add x", "?add x", "!edit Title")
        ),
    ],
)
def test_a_commands_words_are_cut_off_the_front_alone(text: str, left: str) -> None:
    assert without_command(text, ("!", "/", "<@5>")) == left
