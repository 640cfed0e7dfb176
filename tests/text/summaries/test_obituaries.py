"""The sentence of an obituary that tells the death."""

import pytest

from bot.models.analysis import Document
from bot.text.sentences import split_sentences
from bot.text.summaries.obituaries import sentence_of_death
from bot.text.summaries.ranking import rank_sentences

LIFE = (
    "Nora Whitfield used to say that the sea never read her drawings.",
    "When the first of her gates jammed in the storm of 1974, she climbed down the wall with a crowbar and a rope.",
    "Whitfield was born in Bergen, the daughter of a pilot and a schoolteacher, and joined the port in 1955.",
    "Her designs were at first rejected as too costly, and after the flood of 1962 the council paid for them all.",
    "In later years Whitfield taught at the university, and she wrote two books on tides that are read to this day.",
    "Engineers came from Rotterdam and Osaka to copy the gates, for which she took no patent.",
)


@pytest.mark.parametrize(
    "death",
    [
        "Whitfield died on Tuesday at a hospital in Oslo.",
        "Ms. Whitfield, who died at the age of 94, had two sons.",
        "She passed away at her home on Sunday, the family confirmed.",
        "Whitfield died after a short illness.",
        "Whitfield died at a hospital in Oslo. She was 94.",
    ],
)
def test_the_death_is_in_every_summary_of_an_obituary_that_opens_with_an_anecdote(death):
    text = " ".join((*LIFE, death))
    sentences = split_sentences(text)
    found = sentence_of_death([sentence.text for sentence in sentences])
    assert found == len(LIFE)
    for title in ("", "Nora Whitfield, engineer who built the tide gates"):
        assert found in rank_sentences([Document(title, text)], sentences)[:2]


@pytest.mark.parametrize(
    "other",
    [
        "Her father died on a ship in 1940, aged 51.",
        "Whitfield studied on Tuesday nights at the age of 60.",
        "Lars Holm, her teacher, died on Sunday.",
        "The last of the guards died on Tuesday.",
        "Whitfield died in 1999.",
        "In 1997, the year Whitfield died, a poll put it at 86%.",
        "After Whitfield died, a poll put it at 86%.",
        "Whitfield nearly died of boredom there, she said.",
    ],
)
def test_other_deaths_are_no_sentence_of_an_obituary(other):
    assert sentence_of_death([*LIFE, other]) is None


def test_where_nobody_is_named_often_there_is_no_obituary():
    assert sentence_of_death(["Ann Lee died on Tuesday.", "Rain fell on the roofs of Oslo."]) is None


def test_a_death_that_is_told_at_the_beginning_is_not_told_twice():
    texts = ("Nora Whitfield, who built the gates of Westhaven, has died, her family said.", *LIFE)
    text = " ".join((*texts, "Whitfield died on Tuesday at a hospital in Oslo."))
    sentences = split_sentences(text)
    ranking = rank_sentences([Document("", text)], sentences)
    assert ranking[0] == 0
    assert ranking.index(len(texts)) > 2
