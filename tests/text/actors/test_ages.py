from __future__ import annotations

import pytest

from bot.text.actors.ages import stated_age


@pytest.mark.parametrize(
    ("around", "age"),
    [
        ("Ann Roe, 44, left.", 44),
        ("It was Ann Roe, 44.", 44),
        ("Ann Roe (44) left.", 44),
        ("Ann Roe, aged 44, left.", 44),
        ("Ann Roe, who is 44, left.", 44),
        ("Ann Roe, 44 and a baker, left.", 44),
        ("the 44-year-old Ann Roe left", 44),
        ("a 44-year-old lorry driver from Ann Roe", 44),
        ("Ann Roe, 3, left.", None),
        ("Ann Roe, 400, left.", None),
        ("Ann Roe, 44 miles away, left.", None),
        ("Ann Roe and Bo Lund, 44, left.", None),
        ("a 44-year-old. Ann Roe left", None),
        ("Nobody, 44, left.", None),
    ],
)
def test_an_age_is_read_only_where_it_is_of_the_name(around: str, age: int | None) -> None:
    assert stated_age(around, "Ann Roe") == age
