from __future__ import annotations

import pytest

from bot.intake.pasted.commands import strip_command


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
def test_a_commands_words_are_removed_only_from_the_beginning(text: str, left: str) -> None:
    assert strip_command(text, ("!", "/", "<@5>")) == left
