"""Words behind the beginning of a sentence that point to another sentence."""

import pytest

from bot.text.anaphora import ANAPHORA_RULES, anaphoric_nouns
from bot.text.context_dependence import needs_context


@pytest.mark.parametrize("rule", ANAPHORA_RULES, ids=lambda rule: rule.name)
def test_each_rule_finds_its_example(rule):
    assert rule.applies(rule.example)
    assert needs_context(rule.example)


@pytest.mark.parametrize(
    "sentence",
    [
        "Police have not yet released her name.",
        "Unfortunately he ran into a wall of defenders.",
        "“I always had him in mind for that role,” Bochco said in 2002.",
        "According to officials he had not wanted to sit down.",
        "Because he was late, police closed the gates.",
        "The next day, Modi was in Sydney.",
        "Moments later a bomb went off.",
        "The third reason is the price of flour.",
        "Her new book does all three simultaneously.",
        "Land creatures are not to be outdone, however.",
        "There are two other more dangerous risks to consider.",
        "Such are the demands of the show.",
        "Harder is the question of money for the harbour.",
        "Most of the scenes were shot in the same house.",
        "The council dismissed a case by lawyers of the two Australians.",
        "The photographs showed him with a large beard.",
        "Nurses do not.",
        "First there was the friendship between Kirk and Spock.",
        "For Pandya, these changes were a reason to go.",
        "Some were shot at close range.",
        "Fans lined the road despite that warning.",
        "But Mr Olsen’s remarks to Reuters came days before the vote.",
        "The Prime Minister's statement on Monday drew laughter in Oslo.",
    ],
)
def test_a_sentence_that_points_to_another_needs_it(sentence):
    assert needs_context(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The chancellor said he was proud of his party's record.",
        "Boren said he'd be glad to see them go.",
        "When he arrived in Oslo, Peter Olsen closed the harbour.",
        "Two years after she fell ill, actress Ann Lee has had surgery.",
        "A man was shot by his brother on Monday.",
        "Later this year the harbour will be closed.",
        "A year earlier than planned, the bridge was opened.",
        "The first minister resigned on Monday.",
        "The first victim was a lorry driver, Robert Niven.",
        "Spain and Italy agreed, and the two countries signed on Monday.",
        "The firm offers the same service as its rival.",
        "The company said it would appeal.",
        "Mayor Ann Lee wants the harbour replaced.",
        "Turner was one of three people who were questioned.",
        "Further investigation is needed on the ferry's engine.",
        "The harbour lost its ferries because of this week's storm.",
        "Olsen's decision to sell the harbour was met with anger.",
        "Olsen's comments about the harbour were wrong, the council found.",
    ],
)
def test_a_sentence_that_names_what_it_tells_about_stands_alone(sentence):
    assert not needs_context(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["The man told us.", "The 47-year-old denies it.", "The girls' families said.", "It is good,” the report said."],
)
def test_a_definite_description_is_found(sentence):
    assert list(anaphoric_nouns(sentence))


@pytest.mark.parametrize(
    "sentence", ["The man who sold it.", "The plan of Peter Olsen failed.", "The harbour is shut."]
)
def test_a_description_that_says_which_one_is_none(sentence):
    assert not list(anaphoric_nouns(sentence))
