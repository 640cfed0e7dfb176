"""Text from outside is shown as it is written, and can do nothing."""

from __future__ import annotations

import re

from hypothesis import given
from ui.strategies import NASTY

from bot.ui.markup import escape, unescape_addresses

ESCAPED = re.compile(r"\\.")


@given(NASTY)
def test_escaped_text_has_no_mentions_and_no_formatting(text: str) -> None:
    safe = escape(text)
    bare = ESCAPED.sub("x", safe)
    assert not set("*_~`|[]<>") & set(bare)
    assert not re.search(r"(?im)https?:|@everyone|@here|^\s*(#|>|-|\+)", bare)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", safe)


def test_an_address_that_is_copied_from_an_answer_can_be_typed() -> None:
    assert unescape_addresses(f"x {escape('HTTPS://news.example/a')} y") == "x HTTPS://news.example/a y"
