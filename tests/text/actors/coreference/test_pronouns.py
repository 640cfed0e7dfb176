from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text.actors.analysed_text import Story, tagger

from bot.models.analysis import Sentence
from bot.text.actors.coreference.pronouns import resolve_pronouns, subject_pronoun
from bot.text.actors.extraction import find_actors, find_clusters, read_pages
from bot.text.actors.roles.extraction import find_roles
from bot.text.lexicon import lexicon
from bot.text.quotations import quoted_words

NEW_LINE = "\n\n"


def whose(*sentences: str) -> dict[int, str]:
    """For each sentence (its place among them) with a pronoun that is sure, the longest name of whose it is."""
    text, spans = "", []
    for sentence in sentences:
        if sentence == NEW_LINE:
            text = text.rstrip() + NEW_LINE
            continue
        spans.append(Sentence(sentence, len(text), len(text) + len(sentence)))
        text += sentence + " "
    pages = read_pages(tagger().tag([text]), tagger().tag([""]), spans)
    clusters = find_clusters(pages)
    resolved = resolve_pronouns(clusters, find_roles(clusters, pages), pages)
    return {
        index: max(cluster.forms, key=len) for cluster, found in zip(clusters, resolved, strict=True) for index in found
    }


# ---------------------------------------------------------------- what is sure


@pytest.mark.parametrize(
    "sentences",
    [
        ("Susan Hart resigned on Monday.", "She had led the party for ten years."),
        ("Susan Hart resigned on Monday.", NEW_LINE, "She had led the party for ten years."),
        ("The party thanked Susan Hart.", "She had led it for ten years."),
        ("“It was time,” said Susan Hart.", "She had led the party for ten years."),
        ("Susan Hart, a teacher from Leeds, resigned.", "She had led the party for ten years."),
        ("Susan Hart was a teacher.", "She later led the party for ten years."),
        ("Susan Hart met David Cole.", "She thanked the party."),
        ("Susan Hart resigned on Monday.", "But she will stay in the party."),
        ("Susan Hart resigned on Monday.", "On Friday, she will leave for Leeds."),
        ("Susan Hart resigned on Monday.", "After ten years, she wants to rest."),
        ("Susan Hart resigned on Monday.", "In 1997 she joined the party."),
        ("Susan Hart said it was time.", "“I am tired,” she added."),
        ("Susan Hart said it was time.", "“I am tired.”", "She told reporters it was late."),
        ("Susan Hart resigned on Monday.", "The weather was fine.", "She had led the party for ten years."),
    ],
)
def test_a_pronoun_that_is_sure_is_given_to_whom_it_stands_for(sentences: tuple[str, ...]) -> None:
    found = whose(*sentences)
    last = len([s for s in sentences if s != NEW_LINE]) - 1
    assert found.get(last) == "Susan Hart"


def test_a_pronoun_goes_on_from_one_that_was_sure() -> None:
    found = whose("Susan Hart resigned.", "She was born in Leeds.", "She joined the party in 1990.", "She won twice.")
    assert found == dict.fromkeys((1, 2, 3), "Susan Hart")


def test_whoever_spoke_speaks_on_whoever_was_spoken_of() -> None:
    found = whose("David Cole said Tony Smith was wrong.", "He added that the plan was old.")
    assert found == {1: "David Cole"}


def test_a_speaker_may_stand_behind_what_is_said() -> None:
    found = whose("Susan Hart said the plan was good.", "It would save millions, she said.")
    assert found == {1: "Susan Hart"}


@pytest.mark.parametrize(
    ("sentence", "pronoun"),
    [
        ("Mr Lindqvarn resigned.", "He"),
        ("Ms Lindqvarn resigned.", "She"),
        ("Lady Lindqvarn resigned.", "She"),
        ("Sir Noor Lindqvarn resigned.", "He"),
        ("Actress Noor Lindqvarn resigned.", "She"),
        ("Noor Lindqvarn, a businessman from Leeds, resigned.", "He"),
        ("The board thanked Queen Margrethe.", "She"),
    ],
)
def test_what_an_article_calls_somebody_tells_he_or_she(sentence: str, pronoun: str) -> None:
    assert len(whose(sentence, f"{pronoun} had been ill.")) == 1
    other = {"He": "She", "She": "He"}[pronoun]
    assert whose(sentence, f"{other} had been ill.") == {}


def test_the_pronouns_of_an_article_tell_he_or_she_where_two_sentences_agree() -> None:
    known = ("Kim Lindqvarn lost her seat.", "Kim Lindqvarn said she would rest.", "Kim Lindqvarn left.")
    assert whose(*known, "She had been ill.").get(3) == "Kim Lindqvarn"
    assert whose(*known[1:], "She had been ill.") == {}


# ---------------------------------------------------------------- what is not


@pytest.mark.parametrize(
    ("why", "sentences"),
    [
        ("two names fit", ("Susan Hart met Anna Price.", "She was tired.")),
        ("the name tells no sex", ("Kim Lindqvarn resigned.", "She was tired.")),
        ("another name tells no sex", ("Susan Hart met Kim Lindqvarn.", "She was tired.")),
        ("the sex is another", ("Susan Hart resigned.", "He was tired.")),
        ("a stranger", ("David Cole met a man from Leeds.", "He was tired.")),
        ("a relative", ("David Cole spoke of his brother.", "He was tired.")),
        ("an office without a name", ("David Cole met the prime minister.", "He was tired.")),
        ("a demonym", ("David Cole lost. The Australian won.", "The Australian smiled.", "He was tired.")),
        ("an age", ("David Cole lost to the 19-year-old.", "He was tired.")),
        ("a name read as a firm's", ("David Cole sang.", "Kestrel won twice in Leeds.", "He was tired.")),
        ("a pronoun before the name", ("He was caught by David Cole.", "He was tired.")),
        ("the name is there itself", ("David Cole resigned.", "He thanked David Cole.")),
        ("somebody is named before it", ("David Cole resigned.", "Anna Price said he was tired.")),
        ("a quotation", ("David Cole resigned.", "“He was tired,” Anna Price said.")),
        ("only a quotation names him", ("“We saw David Cole,” the firm wrote.", "He was tired.")),
        ("an unmarked quotation", ("David Cole resigned.", "I saw that.", "He was tired.")),
        ("no subject", ("David Cole resigned.", "The firm said he was tired.")),
        ("two paragraphs away", ("David Cole resigned.", NEW_LINE, "It rained.", NEW_LINE, "He was tired.")),
        ("a pair", ("David Cole and Anna Price resigned.", "He was tired.")),
        ("what belongs to him", ("David Cole's firm failed.", "He was tired.")),
        ("two of one name", ("Paul Cole met David Cole in May.", "It rained.", "Cole left.", "He was tired.")),
        ("another is near", ("David Cole left.", "It was a strike by Tony Smith.", "He was tired.")),
        ("what others did is told", ("Tony Smith ran.", "David Cole said he was caught.", "He has no record.")),
        ("marks are damaged", ("David Cole said: ?We are sorry.", "He was tired.?")),
    ],
)
def test_a_pronoun_that_may_be_somebody_elses_is_nobodys(why: str, sentences: tuple[str, ...]) -> None:
    last = len([s for s in sentences if s != NEW_LINE]) - 1
    assert last not in whose(*sentences), why


def test_the_name_may_not_be_far() -> None:
    found = whose("Susan Hart resigned.", *["She was tired."] * 8)
    assert max(found) == 6


def test_a_pronoun_in_a_text_without_persons_is_nobodys() -> None:
    assert whose("The firm failed.", "He was tired.") == {}


# ---------------------------------------------------------------- what follows for the salient sentences


def test_a_sentence_with_a_sure_pronoun_tells_but_is_no_mention() -> None:
    story = Story(
        "Susan Hart resigned on Monday after a long debate.", "She had led the party of the left for ten years."
    )
    assert story.actor("Susan Hart").salient == (0, 1)
    assert story.mentions("Susan Hart") == ["Susan Hart"]


def test_of_two_sentences_that_are_as_good_the_one_with_the_name_comes_first() -> None:
    story = Story(
        "On Monday the party met in the old town hall of Leeds.",
        "The hall was full when Susan Hart arrived from London.",
        "She praised the members of the old party.",
        "Hart praised the voters of the whole town.",
    )
    salient = story.actor("Susan Hart").salient
    assert salient.index(3) < salient.index(2)


def test_a_sentence_that_holds_nothing_but_the_pronoun_tells_nothing() -> None:
    assert Story("Susan Hart resigned on Monday after a debate.", "She did.").actor("Susan Hart").salient == (0,)


# ---------------------------------------------------------------- the pieces


@pytest.mark.parametrize(
    ("sentence", "pronoun"),
    [
        ("She left.", "She"),
        ("“He lied,” she said.", "she"),
        ('"He lied," she said.', "she"),
        ("‘He lied,’ she said.", "she"),
        ("But he's gone.", "he"),
        ("The he-man left.", None),
        ("They left.", None),
        ("“He left.”", None),
    ],
)
def test_the_pronoun_of_a_sentence_is_the_first_outside_quotations(sentence: str, pronoun: str | None) -> None:
    assert subject_pronoun(sentence) == pronoun


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ("“Go,” he said.", "he said ."),
        ('"Go," he said. "Now."', "he said ."),
        ("He said 'no way' to it.", "He said to it ."),
        ("The workers' union said so.", "The workers ' union said so ."),
        ("He said: “We go.\n\n“We stay,” he said.", "He said : he said ."),
        ("It isn't the '90s any more.", "It is n't the ' 90s any more ."),
    ],
)
def test_words_of_a_quotation_are_told_from_the_rest(text: str, outside: str) -> None:
    page = read_pages(tagger().tag([text]), [], [Sentence(text, 0, len(text))])[0]
    inside = quoted_words(page)
    assert " ".join(w.text for w, quoted in zip(page.words, inside, strict=True) if not quoted) == outside


def test_no_first_name_is_of_both_sexes() -> None:
    assert lexicon().men.isdisjoint(lexicon().women)
    assert lexicon().men | lexicon().women < lexicon().first_names


@given(st.lists(st.sampled_from(["He", "she", "said", "Ann Poe", "“", "”", "'", '"', ".", ",", "\n\n", "a man", "?x"])))
def test_nothing_that_is_written_breaks_it(pieces: list[str]) -> None:
    text = " ".join(pieces)
    sentences = [Sentence(text, 0, len(text))] if text.strip() else []
    pages = read_pages(tagger().tag([text]), [], sentences)
    clusters = find_clusters(pages)
    for found in resolve_pronouns(clusters, find_roles(clusters, pages), pages):
        assert set(found) <= set(range(len(sentences)))
    subject_pronoun(text)


def test_a_byline_behind_a_sentence_makes_it_tell_of_nobody() -> None:
    text = "Susan Hart resigned on Monday. It rained all day. Photo by Susan Hart"
    sentences = [Sentence(text[:30], 0, 30), Sentence(text[31:49], 31, 49)]
    (hart,) = find_actors(tagger().tag([text]), tagger().tag([""]), sentences)
    assert hart.salient == (0,)
