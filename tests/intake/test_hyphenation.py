from __future__ import annotations

import pytest

from bot.intake.hyphenation import join_hyphenated_words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("the nor-\nthern pier", "the northern\npier"),
        ("asked for compen-\nsation, because", "asked for compensation,\nbecause"),
        ("a well-\nknown man", "a well-known\nman"),
        ("the state-\nowned firm", "the state-owned\nfirm"),
        ("the inter-\nnational firm", "the international\nfirm"),
        ("a radio pro-\ngram on Mon-\nday", "a radio program\non Monday\n"),
        ("a dust-\nbin. The dust-bin is full", "a dust-bin.\nThe dust-bin is full"),
        *((same, same) for same in ("Smith-\nJones", "1990-\n1995", "well -\nand so on", "- one\n- two")),
    ],
)
def test_words_hyphenated_at_a_lines_end_are_joined_if_unambiguous(written: str, read: str) -> None:
    assert join_hyphenated_words(written) == read
