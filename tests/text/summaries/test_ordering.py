"""The order of sentences for given scores: context first, no repetition."""

import numpy as np
import pytest

from bot.models.analysis import Document
from bot.text.sentences import split_sentences
from bot.text.summaries.expected_rouge import ExpectedRouge
from bot.text.summaries.features import story_features
from bot.text.summaries.ordering import order_by_mmr


def ordered(*lines, values, is_told=None):
    """The order of these sentences of one text, for scores of the usual spread."""
    sentences = split_sentences(" ".join(lines))
    assert len(sentences) == len(lines)
    story = story_features([Document("", " ".join(lines))], sentences)
    nothing_expected = ExpectedRouge(story.bigrams, np.zeros(len(story.bigrams.pairs), np.float32))
    scores = (np.array(values, np.float32) - np.mean(values)) / np.std(values)
    return order_by_mmr(sentences, scores, story.vectors, nothing_expected, is_told=is_told)


def test_a_sentence_that_is_left_out_does_not_make_others_redundant():
    lines = (
        "The port opened a bridge in Oslo for walkers.",
        "Divers found a crack in a middle pier of a bridge.",
        "On Monday divers found a wide crack in a middle pier.",
        "Rain fell on roofs for hours.",
        "He slept well.",
    )
    values = [3.0, 2.0, 1.5, 0.5, 0.0]
    assert ordered(*lines, values=values) == (0, 1, 3, 4, 2)
    assert ordered(*lines, values=values, is_told=lambda index, selected: index == 1 and 0 in selected) == (
        0,
        2,
        3,
        4,
        1,
    )
    assert ordered(*lines, values=values, is_told=lambda index, selected: index in (3, 4)) == (0, 1, 2, 3, 4)


@pytest.mark.parametrize(
    "opening",
    "He|She|They|It|His|But|However,|That|This|These|And|Also,|In addition,|The move|It’s".split("|"),
)
def test_a_dependent_sentence_waits_for_the_one_before(opening):
    lines = (
        "The council met in Oslo today.",
        f"{opening} was what people had feared for years.",
        "Rain fell on roofs.",
    )
    order = ordered(*lines, values=[0.0, 0.4, 0.3])
    assert order.index(1) > order.index(0)


@pytest.mark.parametrize(
    "opening", ["This week", "That summer", "It-girl Ann Lee", "Hers", "Button makers", "Thence Ltd"]
)
def test_a_sentence_that_only_begins_similarly_does_not_wait(opening):
    lines = ("The council met in Oslo today.", f"{opening} had what people had feared for years.")
    assert ordered(*lines, values=[0.0, 1.0])[0] == 1


@pytest.mark.parametrize("opening", ["But", "And", "Yet", "However,", "Meanwhile,", "In addition,"])
def test_a_connective_before_a_sentence_that_tells_something_by_itself_does_not_wait(opening):
    lines = ("The council met in Oslo today.", f"{opening} the port of Bergen closed after 90 years.")
    assert ordered(*lines, values=[0.0, 1.0])[0] == 1


def test_the_first_sentence_below_captions_waits_for_nothing():
    lines = (
        "The mayor speaks in this photo from Oslo.",
        "Another week has brought another closed harbour to Norway.",
        "A storm is expected on Friday.",
    )
    assert ordered(*lines, values=[0.3, 1.0, 0.2])[0] == 1


def test_a_bare_surname_after_a_connective_waits_for_the_whole_name():
    lines = (
        "The council met in Oslo today.",
        "The mayor, Nora Whitfield, opened the meeting.",
        "But Whitfield refused to pay for the harbour.",
        "Rain fell on many roofs.",
    )
    order = ordered(*lines, values=[0.0, 0.1, 0.5, 0.3])
    assert order.index(1) < order.index(2)


def test_a_strong_sentence_brings_the_one_it_depends_on():
    lines = ("The council met in Oslo.", "It closed the harbour for ever.", "Rain fell on many roofs of Bergen.")
    assert ordered(*lines, values=[0.0, 3.0, 0.2])[:2] == (0, 1)


def test_a_sentence_waits_for_a_whole_chain_of_sentences_it_depends_on():
    lines = (
        "The council met in Oslo.",
        "It voted for a park.",
        "But nobody will pay for that.",
        "Rain fell on Bergen.",
    )
    order = ordered(*lines, values=[0.0, 0.1, 0.9, 1.0])
    assert order.index(0) < order.index(1) < order.index(2)


def test_a_paraphrase_comes_last():
    lines = (
        "The council of Westhaven voted on Monday to close the old harbour.",
        "On Monday, Westhaven council voted for closing its old harbour.",
        "Fishermen protested outside the town hall with drums.",
    )
    assert ordered(*lines, values=[1.0, 0.9, 0.0]) == (0, 2, 1)


def test_a_sentence_that_only_repeats_what_several_told_comes_last():
    lines = (
        "The council of Westhaven voted on Monday to close the old harbour.",
        "Fishermen with drums protested outside the town hall against the loss of their boats.",
        "A report on tides, storms and floods is expected in Bergen on Friday.",
        "Fishermen of Westhaven protested against the council.",
        "Rain fell on the roofs of Bergen.",
    )
    assert ordered(*lines, values=[1.0, 0.9, 0.3, 0.8, 0.0])[-1] == 3


def test_a_quotation_by_a_pronoun_waits_for_the_one_before():
    lines = ("The council met in Oslo.", "“We had to close the old harbour at last,” she said.", "Rain fell on roofs.")
    order = ordered(*lines, values=[0.0, 0.4, 0.3])
    assert order.index(0) < order.index(1)


def test_a_sentence_whose_predecessor_is_redundant_brings_it_all_the_same():
    lines = (
        "The council of Westhaven voted on Monday to close the old harbour.",
        "On Monday, Westhaven council voted for closing its old harbour.",
        "They also raised the fees for boats.",
    )
    assert ordered(*lines, values=[1.0, 0.5, 0.9]) == (0, 1, 2)


def test_a_bare_surname_waits_until_somebody_is_named():
    lines = (
        "A builder was jailed in Cardiff for nine years.",
        "The wall had been unsafe for months.",
        "Gareth Pryce was convicted of killing two workers.",
        "Rain fell on roofs in Bergen.",
        "Pryce had declined to hire scaffolding.",
    )
    order = ordered(*lines, values=[1.0, 0.2, 0.5, 0.0, 0.8])
    assert order.index(2) < order.index(4)
