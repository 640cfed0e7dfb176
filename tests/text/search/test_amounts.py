from __future__ import annotations

import pytest

from bot.text.search.amounts import amount_forms, amounts_in


@pytest.mark.parametrize(
    ("typed", "forms"),
    [
        ("2.7 million", ["2.7m", "2.7mn", "2700000"]),
        ("2,7 million", ["2,7m", "2,7mn", "2700000"]),
        ("1.2bn", ["1.2 billion", "1200000000"]),
        ("20k", ["20 thousand", "20000"]),
        ("1 250 000", ["1.25 million", "1.25m", "1.25mn"]),
        ("1,234,567", []),  # nobody writes 1.234567 million
        ("1999", []),
        ("007", []),
        ("9 pct", ["9 percent", "9 per cent", "9%"]),
        ("million", []),
        ("5 cent", []),
    ],
)
def test_an_amount_has_other_forms(typed: str, forms: list[str]) -> None:
    assert list(amount_forms([typed])) == list(amount_forms(typed.split())) == forms


def test_amounts_are_found_among_other_words() -> None:
    assert [(start, end) for start, end, _ in amounts_in(["rose", "62", "per", "cent", "to", "3.2", "million"])] == [
        (1, 4),
        (5, 7),
    ]
