from __future__ import annotations

import pytest

from bot.text.actors.name_spellings import surname_spellings, usual_spelling
from bot.text.data import read_word_table


@pytest.mark.parametrize(
    ("words", "usual"),
    [
        ("volodymyr zelenskyy", "volodymyr zelensky"),
        ("kowalski", "kowalsky"),
        ("abdel fattah el sisi", "abdel fattah sisi"),
        ("al gore", "al gore"),
        ("sergey mohamed", "sergei mohamed"),
        ("nasser hussain", "nasser hussain"),
    ],
)
def test_a_name_has_one_usual_spelling(words: str, usual: str) -> None:
    assert " ".join(usual_spelling(words.split())) == usual


@pytest.mark.parametrize("surname", ["gaddafi", "von zelenskiy", "lee"])
def test_a_surname_is_one_of_its_spellings_and_all_have_the_same_usual_one(surname: str) -> None:
    spellings = surname_spellings(surname)
    assert surname in spellings
    assert len({usual_spelling(spelling.split()) for spelling in spellings}) == 1


@pytest.mark.parametrize("group", ["first name", "surname"])
def test_no_spelling_is_listed_for_two_names(group: str) -> None:
    spellings = [form for row in read_word_table("name_spellings.txt")[group] for form in row.split(" = ")]
    assert len(spellings) == len(set(spellings))
