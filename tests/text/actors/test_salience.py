from __future__ import annotations

import pytest
from text.actors.analysed_text import Story, tagger

from bot.models.analysis import ActorKind, Sentence
from bot.text.actors.extraction import find_actors
from bot.text.actors.name_candidate import NameCandidate
from bot.text.actors.naming_sentences import NamingSentence
from bot.text.actors.salience import MAX_SALIENT_SENTENCES, rank_salient_sentences, sentence_context
from bot.text.actors.sentence_confidence import MIN_CONFIDENCE, feature_values, sentence_confidence
from bot.text.tokens import tokenize


def test_roles_actions_and_speech_come_before_bare_mentions() -> None:
    story = Story(
        "Reporters waited all day in the rain outside a house that belongs to friends of Jane Roe.",
        "The rain went on and on over the town and its many parks.",
        "Jane Roe, the mayor of Leeds, said she would resign.",
        "Roe left the town in a taxi with two of her aides.",
    )
    salient = story.actor("Jane Roe").salient
    assert sorted(salient[:2]) == [2, 3]
    assert 1 not in salient


def test_sentences_that_can_be_read_alone_come_first() -> None:
    story = Story(
        "Jane Roe leads the council of Leeds in the north of England.",
        "But Roe has not said what she would do about the old bridge.",
        "Did Roe know of the plans for the bridge before they were made?",
        "Roe said.",
        "Roe wants to build a bridge with the money of the county.",
    )
    salient = story.actor("Jane Roe").salient
    assert salient[:2] == (0, 4)
    assert 3 not in salient


def test_a_question_tells_about_no_person() -> None:
    statement, question = "Jane Roe leads the council of Leeds.", "Did Jane Roe resign in May?"
    assert Story(statement, question).actor("Jane Roe").salient == (0,)
    assert Story("It rained.", question).actor("Jane Roe").salient == ()


def test_a_sentence_with_a_pronoun_for_the_name_is_not_salient() -> None:
    story = Story("Susan Hart resigned as mayor of Leeds on Monday.", "She had led the town for ten years.")
    assert story.actor("Susan Hart").salient == (0,)


def test_a_person_named_in_passing_has_no_sentence_and_a_place_keeps_its_best_one() -> None:
    story = Story("The council met for hours to speak about a letter from Jane Roe of Leeds.")
    assert story.actor("Jane Roe").salient == ()
    assert story.actor("Leeds").salient == (0,)


def test_what_happened_to_somebody_comes_first_also_behind_an_apposition() -> None:
    story = Story(
        "Jane Roe opened the new bridge of Leeds in May with a short speech.",
        "Roe said on Monday that she would not leave the town.",
        "Roe, 58, of Leeds, was convicted of fraud on Friday after a long trial.",
    )
    assert story.actor("Jane Roe").salient[0] == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "Roe was one of them, said an officer at the gate of the town.",
        "Roe is also among those, the officer said at the gate of the town.",
        "If Roe wins the vote in May, it will be because it was a good year.",
        "Even if Roe stays, the bridge will be built by the county in May.",
    ],
)
def test_a_sentence_that_supposes_or_points_to_others_comes_after_one_that_says_something(sentence: str) -> None:
    story = Story(sentence, "Jane Roe opened the new bridge of Leeds in May with a short speech.")
    assert story.actor("Jane Roe").salient[0] == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor of Denver, Jane Roe, opened the new bridge on Friday.",
        "The mayor of Leeds, Jane Roe, resigned on Friday after a long debate.",
        "The director of the museum, Jane Roe, was jailed for two years on Friday.",
    ],
)
def test_a_person_after_an_office_with_its_place_does_what_the_office_does(sentence: str) -> None:
    story = Story("Jane Roe likes the sea and the mountains of the north.", sentence)
    assert 1 in story.actor("Jane Roe").salient


def test_a_sentence_about_a_relative_or_about_whom_one_spoke_to_is_not_salient() -> None:
    story = Story(
        "Jane Roe resigned as mayor of Leeds on Monday.",
        "Roe's son Peter Moss opened a bakery in York last year.",
        "The bakery is full each day, Peter Moss told Roe.",
    )
    assert story.actor("Jane Roe").salient == (0,)


def test_a_sentence_that_refers_back_is_left_out_where_another_names_the_person() -> None:
    story = Story(
        "He was tired when Jane Roe resigned as mayor of Leeds on Monday.",
        "Jane Roe left the town hall of Leeds at noon.",
    )
    assert story.actor("Jane Roe").salient == (1,)


@pytest.mark.parametrize("opening", ["In her new book", "At her first press conference", "After his trial in Leeds"])
def test_a_pronoun_that_points_to_the_name_after_it_needs_no_other_sentence(opening: str) -> None:
    story = Story("The bridge of Leeds was opened.", f"{opening}, Jane Roe said that it was far too narrow.")
    assert story.actor("Jane Roe").salient == (1,)
    story = Story("Jane Roe left the town hall at noon.", f"{opening}, Jane Roe said that it was far too narrow.")
    assert set(story.actor("Jane Roe").salient) == {0, 1}


def test_a_caption_is_left_out_where_a_whole_sentence_names_the_actor() -> None:
    story = Story("Jane Roe, left, smiles at the opening of the bridge.", "Jane Roe opened the bridge on Monday.")
    assert story.actor("Jane Roe").salient == (1,)


def test_the_number_of_salient_sentences_is_bounded() -> None:
    story = Story(*(f"Jane Roe opened the new school number {number} in Leeds." for number in range(20)))
    assert len(story.actor("Jane Roe").salient) == MAX_SALIENT_SENTENCES


def test_a_byline_behind_a_sentence_does_not_make_the_sentence_salient() -> None:
    text = "Susan Hart resigned on Monday. It rained all day. Photo by Susan Hart"
    sentences = [Sentence(text[:30], 0, 30), Sentence(text[31:49], 31, 49)]
    (hart,) = find_actors(tagger().tag([text]), tagger().tag([""]), sentences)
    assert hart.salient == (0,)


def test_a_person_named_often_has_no_sentence_if_all_name_the_person_in_passing() -> None:
    story = Story(
        "The mayor met those who worked for Jane Roe.",
        "A street of Leeds has the name of Jane Roe.",
        "Trains stop at the bridge of Jane Roe.",
    )
    assert story.actor("Jane Roe").salient == ()


def test_a_sentence_about_others_that_names_a_person_deep_inside_is_left_out() -> None:
    story = Story(
        "Jane Roe, the mayor of Leeds, opened the bridge on Monday.",
        "The men who hoped to stop the works left the town before the police had asked Roe about them.",
        "Roe thanked the workers.",
    )
    assert set(story.actor("Jane Roe").salient) == {0, 2}


@pytest.mark.parametrize(("depth", "part"), [(0, 2.25), (0, 1.0), (2, 2.25), (2, 1.0)])
def test_each_doubt_lowers_the_confidence_in_a_sentence(depth: int, part: float) -> None:
    def confidence(*, is_one_word: bool = False, log_odds: float = 4.0) -> float:
        sentence = NamingSentence(part, depth, tokens=20, has_verb=True, is_exclamation=False)
        return sentence_confidence(feature_values(sentence, is_one_word=is_one_word, log_odds=log_odds))

    assert confidence(log_odds=1.0) < confidence() > confidence(is_one_word=True)
    assert (confidence() >= MIN_CONFIDENCE) == (depth < 2 or part > 1.0)


def test_a_person_whom_a_text_only_dates_by_or_names_before_a_noun_has_no_sentence_however_often() -> None:
    story = Story(
        "Prices rose after Jane Roe won the election.",
        "The Jane Roe mayoral campaign bought the mill.",
        "Few people lived there years before Jane Roe bought the hall.",
        "The town has changed since Jane Roe was elected.",
    )
    assert story.actor("Jane Roe").salient == ()


def test_what_begins_in_the_middle_tells_nothing_about_a_person_but_a_name_may_be_in_lower_case() -> None:
    opening = ("Leeds has a new bridge over the river.", "It is far too narrow.")
    assert Story(*opening, "of the bridge, which Jane Roe opened.").actor("Jane Roe").salient == ()
    assert Story(*opening, "de Blasio met Jane Roe in Leeds.").actor("Jane Roe").salient == (2,)


@pytest.mark.parametrize(
    "in_passing",
    [
        "The bench headed by Jane Roe listened for hours to Peter Moss of Leeds.",
        "Peter Moss told Jane Roe on Monday that the bridge would be built.",
        "Peter Moss of Leeds came to the opening with a friend who wore Jane Roe's old hat.",
        "The guests of the town hall on Monday included Jane Roe.",
        "Jane Roe's lawyers spoke with the council of Leeds for hours.",
        "A bicycle was stolen in Leeds two days before Jane Roe visited the town.",
        "Prices in Leeds have doubled since Jane Roe took office.",
        "I thank Jane Roe for all the letters to the council of Leeds.",
        "We never said that Jane Roe's heart was not in it, whatever the council thinks.",
        "He does his best to keep Jane Roe out of the way of the council.",
        "She believed that it was a joke of the council to send Jane Roe flowers.",
        "He was talking to Jane Roe when he called his friends in Leeds bad people.",
        "Peter Moss of Leeds came to the opening, accompanied by Jane Roe.",
        "When Jane Roe was mayor, it was the council of Leeds that built bridges.",
        "Peter Moss of Leeds is waiting to hear whether Jane Roe liked the cake.",
        "Peter Moss of Leeds, who took on Jane Roe, ran this kind of campaign.",
        "The Jane Roe mayoral campaign opened an office in the old town on Monday.",
        "A citizen of Leeds who has served as an adviser to Jane Roe and met Jane Roe in York.",
        "Twenty-six years before Jane Roe was elected mayor of Leeds, Peter Moss disappeared.",
        "By the time Jane Roe left the town, the mill was shut for good.",
        "12. Jane Roe opened the bridge of Leeds",
        "“The bridge is good because Jane Roe opened it in time.”",
    ],
)
def test_a_sentence_about_somebody_else_says_nothing_about_a_person(in_passing: str) -> None:
    assert Story("Leeds has a new bridge over the river.", in_passing).actor("Jane Roe").salient == ()


def test_what_a_body_of_a_person_says_tells_nothing_about_the_person_but_a_letter_does() -> None:
    opening = "Leeds has a new bridge over the river."
    by_office = "Jane Roe's office said that the return of the crew had been possible thanks to Leeds."
    by_letter = "Jane Roe's letter said that the return of the crew had been possible thanks to Leeds."
    assert Story(opening, by_office).actor("Jane Roe").salient == ()
    assert Story(opening, by_letter).actor("Jane Roe").salient == (1,)


@pytest.mark.parametrize(
    "about_the_person",
    ["I saw how Jane Roe was arrested in Leeds on Monday.", "He defeated Jane Roe in the final in Leeds on Monday."],
)
def test_what_is_done_to_a_person_is_told_also_in_a_sentence_that_opens_with_a_pronoun(about_the_person: str) -> None:
    assert Story("Leeds has a new bridge over the river.", about_the_person).actor("Jane Roe").salient == (1,)


def test_a_caption_without_a_verb_says_nothing_about_a_person() -> None:
    story = Story("Jane Roe during the opening of the bridge of Leeds.", "Jane Roe opened the new bridge on Monday.")
    assert story.actor("Jane Roe").salient == (1,)


@pytest.mark.parametrize(
    "sentence",
    [
        "Martin Vale, 70, retired in Perth on Tuesday.",
        "Judge Martin Vale, 71, retired on Thursday after 30 years.",
        "Martin Vale, 31, married on Friday at a farm.",
    ],
)
def test_a_past_tense_behind_an_age_is_a_verb(sentence: str) -> None:
    assert Story(sentence, "Vale was glad.").actor("Martin Vale").salient[0] == 0


def test_a_participle_behind_an_age_is_a_caption() -> None:
    story = Story("Martin Vale, 44, surrounded by fans in Rome.", "Martin Vale won the race on Monday.")
    assert story.actor("Martin Vale").salient == (1,)


def test_a_relative_clause_is_a_verb_for_the_person_whom_it_describes() -> None:
    story = Story(
        "Leeds has a new bridge.", "A friend of Peter Moss who had met Jane Roe, who opened the bridge in May."
    )
    assert story.actor("Jane Roe").salient == (1,)
    assert story.actor("Peter Moss").salient == ()


def test_an_exclamation_is_left_out_where_other_sentences_say_more() -> None:
    story = Story(
        "Jane Roe opened the new bridge of Leeds on Monday.",
        "Roe resigned as mayor of Leeds at the end of the day.",
        "Roe told reporters.",
        "“I still cannot believe it,” Roe said.",
    )
    assert set(story.actor("Jane Roe").salient) == {0, 1}


def test_a_verb_of_saying_without_what_is_said_comes_last() -> None:
    story = Story("Jane Roe wrote on her page on Monday night.", "Jane Roe wrote that the bridge would be built.")
    assert story.actor("Jane Roe").salient == (1,)


def test_program_code_is_never_quoted() -> None:
    code = 'Jane Roe opened it {"@context":"http://schema.org","@type":"Person"} in Leeds on Monday.'
    assert Story("Leeds has a new bridge over the river.", code).actor("Jane Roe").salient == ()


def has_sentence(text: str, name: str, *, title: bool = False) -> bool:
    """True if the sentence is salient for what is taken for a person and has no role."""
    sentences = [Sentence(text, 0, len(text))]
    tokens = tokenize(tagger().tag([text])[0], [(0, sentences[0])], 0)
    at = next(i for i, token in enumerate(tokens.tokens) if token.text == name)
    mention = NameCandidate(0, at, at, name, title=(at - 1, at - 1) if title else None)
    return bool(rank_salient_sentences(ActorKind.PERSON, [mention], [], [tokens], sentence_context(sentences), 4.0))


@pytest.mark.parametrize("text", ["Stadelheim is ahead of all others.", "They reached Stadelheim by boat on Friday."])
def test_an_unknown_word_that_is_named_once_may_be_no_person_and_has_no_sentence(text: str) -> None:
    assert not has_sentence(text, "Stadelheim")


@pytest.mark.parametrize(
    "text",
    [
        "Stadelheim said that the bridge was safe.",
        "Stadelheim was arrested on Friday.",
        "The prize went to Stadelheim, who had won it before.",
    ],
)
def test_an_unknown_word_that_speaks_or_suffers_like_a_person_has_a_sentence(text: str) -> None:
    assert has_sentence(text, "Stadelheim")


def test_a_known_name_or_one_with_a_title_has_a_sentence_though_it_is_named_once() -> None:
    assert has_sentence("Lord Stadelheim is ahead of all others.", "Stadelheim", title=True)
    assert has_sentence("Susan is ahead of all others.", "Susan")
    assert has_sentence("Obama is ahead of all others.", "Obama")
