"""Sentences that need their context, and sentences unfit to quote."""

import pytest

from bot.models.analysis import Sentence
from bot.text.context_dependence import (
    DEPENDENCE_RULES,
    UNQUOTABLE_RULES,
    depends_on_previous,
    is_inside_quotation,
    is_unquotable,
)
from bot.text.sentences import split_sentences


@pytest.mark.parametrize("rule", DEPENDENCE_RULES, ids=lambda rule: rule.name)
def test_each_rule_finds_its_example_dependent(rule):
    previous = "The council met in Oslo."
    start = len(previous) + 1
    example = Sentence(rule.example, start, start + len(rule.example))
    assert rule.applies(rule.example)
    assert depends_on_previous([Sentence(previous, 0, len(previous)), example]) == [False, True]
    assert depends_on_previous([example]) == [False]


@pytest.mark.parametrize("rule", UNQUOTABLE_RULES, ids=lambda rule: rule.name)
def test_each_rule_finds_its_example_unquotable(rule):
    assert rule.applies(rule.example)
    assert is_unquotable(rule.example)


def test_the_middle_of_a_long_quotation_waits_for_its_beginning():
    text = (
        "“"
        + "The harbour has fed my family for longer than anyone in this town can remember, and nobody asked us. " * 6
    ).strip() + " Nobody will ask us. They never do,” Mr Olsen said. Rain fell on Oslo."
    sentences = split_sentences(text)
    assert [s.text for s in sentences][6] == "Nobody will ask us."
    assert depends_on_previous(sentences)[1:8] == [True] * 7
    assert not depends_on_previous(sentences)[8]


def test_a_lower_case_start_depends_unless_all_text_is_lower_case():
    lines = "The council wants informers?", "(spies) and pays them well.", "Peter Olsen called it a scandal."
    assert depends_on_previous(split_sentences("\n".join(lines))) == [False, True, False]
    small = split_sentences("\n".join(line.lower() for line in lines))
    assert depends_on_previous(small) == [False, False, False]


@pytest.mark.parametrize(
    "sentence",
    [
        "We will not go,” he said.",
        "Duncan Bannatyne, second left, and Peter Jones, right, put up the money.",
        "Recruiters: Ann Lee and Bo Diaz are seen in a video released this year.",
        "Unlocking the code: four tips to know your value .",
        "Nora Whitfield smiles at her baby before the hearing in Oslo in March.",
        "Mr Olsen added: 'They are big players for us.",
        "(The station is a company of ours, like this one.)",
        "Outburst: The mayor shouted at a driver in Oslo.",
        "Hiding out in style: The mansion where the mayor spent the summer.",
        "In good spirits: Ann Lee and her dog seemed to enjoy a joke.",
        "Akshay Kumar during a conference on trafficking in Mumbai on Thursday.",
        "The lawyer leaves the courthouse in San Francisco, California March 25, 2015.",
        "Nora Whitfield is seen in this picture from the harbour in Oslo.",
        "The mayor is seen here with two of the sailors.",
        "The ferry pictured at the pier in Oslo was sold.",
        "The ferry (pictured) was sold to a firm in Bergen.",
        "Below: the ferry was sold to a firm in Bergen.",
        "So proud of all of them here in Oslo #harbour #oslo",
        "'They are big players for us, said the mayor of Oslo.",
        "?Nobody asked the town about the old harbour.",
    ],
)
def test_fragments_captions_and_tweets_are_unquotable(sentence):
    assert is_unquotable(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "“We will not go,” he said.",
        'He said: "No."',
        "The left, right and centre agreed.",
        "Whitfield said that she had seen in the harbour what others had not.",
        "The harbour was closed on March 25, 2015.",
        "The harbour's “owner” asked for 'Big Sea' and got it.",
        "He said that the others' ferries and the harbour's were sold.",
        "One thing is clear: The harbour will close.",
        "Asked about the harbour: Nobody knew.",
        "Ann Lee in Oslo said that the harbour was closed.",
        "他来了。",
        "It ended on March 25, 2015.",
        "The mayor said the town was ?never asked,? and that it was ?too late?.",
        "Nobody asked the town about the old harbour,? the mayor said.",
        "The mayor said, ?Nobody asked the town about the old harbour.",
        "The harbour (closed since May) is to open again.",
    ],
)
def test_complete_sentences_are_quotable(sentence):
    assert not is_unquotable(sentence)


def test_a_quotation_in_single_marks_depends_if_a_pronoun_says_it():
    sentences = split_sentences(
        "The ring is plastic. 'Tommy's is blue,' she added. 'Blue is best,' Nora Whitfield added."
    )
    assert depends_on_previous(sentences) == [False, True, False]


@pytest.mark.parametrize(
    "text",
    [
        "The master said: 'We waited for the ship. | Nobody knew where it was. | Then it came.' | The port is open.",
        "The master said: ‘We waited for the ship. | Nobody knew where it was. | Then it came,’ he said. | The port is "
        "open.",
        "‘ We waited for the ship. | The crew ’ s boat was lost. | Then it came. ’ | The port is open.",
    ],
)
def test_sentences_between_single_marks_are_inside_a_quotation(text):
    filler = " It was a long and cold night in the harbour of Oslo, and the lights had gone out in every street." * 3
    parts = [part if i != 1 else part + filler for i, part in enumerate(text.split(" | "))]  # too long for one piece
    sentences = split_sentences(" ".join(parts))
    inside = [
        sentence.text
        for sentence, is_inside in zip(sentences, is_inside_quotation(sentences), strict=True)
        if is_inside
    ]
    assert inside[0].startswith(text.split(" | ")[1])
    assert inside[-1].startswith("Then it came")
    assert len(inside) == len(sentences) - 2


@pytest.mark.parametrize(
    "text",
    [
        "'We waited for the ship.\n\nNobody knew where it was.\n\nThen it came,' he said.",
        "'We waited for the ship. The mayor's office is closed. The port is open.",
        "The 'Star of Oslo' came late. The crews' boat was lost. They 'waited' for it.",
        "'We waited for the ship. He said: 'Nobody knew.' The port is open.",
    ],
)
def test_without_a_closing_mark_in_its_paragraph_a_quotation_in_single_marks_is_one_sentence(text):
    assert not any(is_inside_quotation(split_sentences(text)))


@pytest.mark.parametrize(
    "text", ["'The harbour had been closed for weeks.'", "‘The harbour had been closed for weeks.’"]
)
def test_a_quotation_in_single_marks_depends_if_nobody_says_it(text):
    assert depends_on_previous(split_sentences(f"Rain fell on roofs. {text}")) == [False, True]


@pytest.mark.parametrize("half", ["This is how it was for the crew of the ship.’", "‘ The harbour is closed to ships."])
def test_half_a_quotation_in_single_marks_is_unquotable(half):
    assert is_unquotable(half)


@pytest.mark.parametrize(
    "whole",
    [
        "'We waited for the ship, ' Ann Lee said.",
        "The crews' boat, the Warner Bros.' old one, was lost.",
        "They called it 'fake news,' which it was.",
        "It was 'the best night of the year.'",
    ],
)
def test_whole_quotations_and_apostrophes_are_quotable(whole):
    assert not is_unquotable(whole)


def test_the_first_sentence_of_a_second_document_depends_on_nothing():
    first, second = (split_sentences("But nobody knew why it had happened.", doc)[0] for doc in (0, 1))
    assert depends_on_previous([first, second]) == [False, False]


def test_a_quotation_whose_closing_mark_is_lost_ends_after_some_sentences():
    text = "“We will stay, said Ann Lee. " + " ".join(f"Rain fell on roof number {n}." for n in range(20))
    inside = is_inside_quotation(split_sentences(text.strip()))
    assert inside[1]
    assert not any(inside[9:])


@pytest.mark.parametrize(
    ("text", "dependent"),
    [
        ("Will the harbour of Oslo close? In all honesty, probably not.", True),
        ("“Will it close?” The answer, of course, would be no.", True),
        ("Will the harbour of Oslo close? The mayor said in May that it would not.", False),
        ("Will the harbour of Oslo close? Police expect 300 people there.", False),
        ("The harbour of Oslo is open. The group has not explained its decision.", False),
    ],
)
def test_a_short_answer_depends_on_its_question(text, dependent):
    assert depends_on_previous(split_sentences(text))[-1] is dependent
