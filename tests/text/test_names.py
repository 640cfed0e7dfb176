from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.names import name_key, plain_punctuation


@given(st.text())
def test_folding_quotes_keeps_every_offset(text: str) -> None:
    assert len(plain_punctuation(text)) == len(text)


def test_curly_quotes_and_dashes_become_plain_ones() -> None:
    assert plain_punctuation("Barnaby´s Barnaby‛s Barnaby′s Barnaby＇s") == " ".join(["Barnaby's"] * 4)
    assert plain_punctuation("“Takaichi‘s” – Trump’s") == "\"Takaichi's\" - Trump's"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José  Mourinho’s", "jose mourinho"),
        ("U.S.", "US"),
        ("Jean-Claude Juncker", "jean claude juncker"),
        ("Takaichi‘s", "TAKAICHI"),
        ("O`Neal", "O’Neal"),
        ("O´Neal", "O'Neal"),
        ("James’", "james"),
        ("Boyz II Men’s", "boyz ii men"),
        ("Risk,’’ Ann", "risk ann"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_different_names_have_different_keys() -> None:
    assert name_key("Jorge Costa") != name_key("Rui Costa")


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)
