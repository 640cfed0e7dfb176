from __future__ import annotations

import pytest

from bot.text.forms.entry_times import entry_times
from bot.text.sentences import split_sentences

BLOG = """\
17:20

Power is back

The firm has restored power to 40,000 homes. Many are still without it.

4.10pm – Second death confirmed

Police say that a woman died in the storm.

15:05

The first victim was a lorry driver, Robert Moss, 46.

11.48am: The forecasters have extended their warning until the evening.
"""


def times_in(text: str) -> list[str]:
    return list(entry_times(text, split_sentences(text)))


def test_each_sentence_of_a_live_blog_has_the_time_of_its_entry_as_written() -> None:
    sentences = [sentence.text for sentence in split_sentences(BLOG)]
    times = dict(zip(sentences, times_in(BLOG), strict=True))
    assert times["Many are still without it."] == "17:20"
    assert times["Police say that a woman died in the storm."] == "4.10pm"
    assert times["The first victim was a lorry driver, Robert Moss, 46."] == "15:05"


def test_a_sentence_that_says_the_time_itself_has_none() -> None:
    assert times_in(BLOG)[-1] == ""


@pytest.mark.parametrize(
    "text",
    ["", "Ann Lee left at 16:10. Bo Diaz left at 17:20.", "16:10 Leeds\n17:20 Hull\n18:30 York\n19:40 Ripon\n"],
)
def test_only_a_live_blog_has_times(text: str) -> None:
    assert set(times_in(text)) <= {""}
