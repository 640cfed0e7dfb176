"""Sentences: where they end, what is none, and that they are verbatim for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.sentences import MAX_SENTENCE, split_sentences, without_duplicates

PIECES = st.sampled_from(
    "He went. |\n\n|\n|“Why?” |\"No.\" |'So,' |U.S. |Mr. |。|你好|！|- item\n|By Ann Lee\n|J. R. |Read more: x\n"
    "| (@ann) July 2, 2020|...|\r\n|\u2028|\x00|\ud800|é|🙂|3.5 ".split("|")
)
ANY_TEXT = st.one_of(st.text(st.characters(), max_size=300), st.lists(PIECES, max_size=40).map("".join))


def texts(text):
    return [s.text for s in split_sentences(text)]


@given(ANY_TEXT)
def test_any_text_gives_verbatim_ordered_disjoint_sentences(text):
    end = 0
    for sentence in split_sentences(text, doc=3):
        assert sentence.doc == 3
        assert end <= sentence.start < sentence.end
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip()
        assert any(letter.isalpha() for letter in sentence.text)
        assert len(sentence.text) <= MAX_SENTENCE
        end = sentence.end


@pytest.mark.parametrize(
    "sentence",
    [
        "He met Dr. J. R. Smith of Acme Inc. in the U.S. Capitol at 5 p.m. on Tuesday.",
        "Police Lt. Steve Dorris and Sen. Ann Lee spoke with Gov. Scott Walker and Sgt. Bo Diaz.",
        "She cited what the pair, Reps. Bo Diaz and Ann Lee, had said.",
        "It cost $3.5 million, i.e. 2.1 percent more, at No. 10 St. James Street.",
        "“Nobody knew. Nobody asked. It was over,” she said.",
        '"Why?" he asked.',
        "‘It was dark. I ran,’ said Mr Cole.",
        "Yahoo! shares rose.",
    ],
)
def test_abbreviations_initials_and_quotations_do_not_split(sentence):
    assert texts(f"{sentence} Then it rained.") == [sentence, "Then it rained."]


def test_a_sentence_ends_before_a_quotation():
    assert texts("It rose last week. “Nobody knew,” she said. All was over. 'Quite so,' he said.") == [
        "It rose last week.",
        "“Nobody knew,” she said.",
        "All was over.",
        "'Quite so,' he said.",
    ]


def test_headings_bylines_credits_and_appeals_are_not_sentences():
    text = (
        "By Ann Lee and Bo Diaz\n\nThe town has a new mayor. She was elected on Sunday.\n\nA difficult start\n\n"
        "Photo: Ann Lee/Reuters\n\nThe budget is short of money.\n\nRead more: The old mayor's last day\n\n"
        "Sign up for our newsletter to get the news first.\n\nScroll down for video.\n\n© 2024 The Herald. "
        "All rights reserved.\n\nShare this article on Facebook."
    )
    assert texts(text) == [
        "The town has a new mayor.",
        "She was elected on Sunday.",
        "The budget is short of money.",
    ]


def test_a_post_ends_where_it_is_signed_and_links_are_not_sentences():
    text = "He is fit. Jay Ray (@jayray) July 27, 2017Jay Ray is 53. (Read | How Hardik trains) The diet was hard."
    assert texts(text) == ["He is fit.", "Jay Ray (@jayray) July 27, 2017", "Jay Ray is 53.", "The diet was hard."]
    about = "The author is a columnist of the Herald. The opinions expressed are his own. Read: Why the oil price fell."
    assert texts(f"Oil fell again. {about}") == ["Oil fell again."]


def test_prose_that_looks_like_boilerplate_is_kept():
    text = "Read the room, she told them. Follow the money. By Monday the strike was over. Share prices fell sharply. "
    text += "The author is a lawyer from Oslo. The opinions expressed in the survey were mixed."
    assert len(texts(text)) == 6


def test_a_heading_is_quoted_if_there_is_nothing_else():
    assert texts("Mayor resigns") == ["Mayor resigns"]


def test_list_items_are_sentences_of_their_own():
    text = "- Buy milk and eggs for the week\n* Call the plumber about the sink\n1. Letters cost 95 cents\n"
    assert texts(text) == [
        "Buy milk and eggs for the week",
        "Call the plumber about the sink",
        "1. Letters cost 95 cents",
    ]


def test_what_introduces_a_list_and_results_are_sentences():
    text = "From Tuesday a number of new rules apply:\n- Pensions go up by 3.7 percent\n\nMen's singles\n\n"
    text += "1-Luca Ferranti (Italy) beat Daniel Okoye (Nigeria) 6-3 6-4\n"
    assert texts(text) == [
        "From Tuesday a number of new rules apply:",
        "Pensions go up by 3.7 percent",
        "1-Luca Ferranti (Italy) beat Daniel Okoye (Nigeria) 6-3 6-4",
    ]


def test_a_paragraph_wrapped_by_hand_is_one_paragraph():
    text = (
        "The council voted on Monday to close the old harbour, which has\n"
        "been used by fishermen for many years. The mayor said it\n"
        "was too expensive to keep.\n"
    )
    assert texts(text) == [
        "The council voted on Monday to close the old harbour, which has\nbeen used by fishermen for many years.",
        "The mayor said it\nwas too expensive to keep.",
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("日本の首相は訪米した。会談は「難しい。だが必要だ。」と述べた。成功だった！", 3),
        ("总理周一抵达北京。他会见了三位部长！会谈持续了多久？", 3),
        ("Die Bundeskanzlerin traf Dr. Weber am 3. Oktober. „Das ist gut“, sagte er. Es regnete.", 3),
        ("Le ministre a démissionné. « C'est fini », a-t-il dit. Le vote aura lieu lundi.", 3),
        ("El presidente viajó a Madrid. ¿Qué pasará ahora? ¡Nadie lo sabe!", 3),
    ],
)
def test_other_languages_split_at_their_own_marks(text, count):
    assert len(texts(text)) == count


@pytest.mark.parametrize("text", ["", " \n\t\n", "!!! ???", "1 2 3\n4 5 6", "🙂🎉 " * 50, "." * 5000])
def test_a_text_without_letters_has_no_sentences(text):
    assert split_sentences(text) == ()


def test_one_endless_line_is_cut_at_white_space():
    text = "one word after the other " * 4000
    assert " ".join(texts(text)).split() == text.split()


def test_a_repeated_sentence_is_kept_once_unless_it_is_short():
    sentences = split_sentences("No. The town has a new mayor. No. The town has a  new mayor. The end came.")
    assert [s.text for s in without_duplicates(sentences)] == [
        "No.",
        "The town has a new mayor.",
        "No.",
        "The end came.",
    ]


def test_a_mark_with_white_space_at_both_sides_goes_with_its_quotation():
    text = 'Guns were heard. " At dawn an attack began, " he said. They left. " It is over, " he said. All slept.'
    assert [s.text for s in split_sentences(text)] == [
        "Guns were heard.",
        '" At dawn an attack began, " he said.',
        "They left.",
        '" It is over, " he said.',
        "All slept.",
    ]


def test_the_turns_of_a_conversation_are_sentences_without_stops():
    turns = ["Ann: the boats are back", "Bo: how long did it take?", "Ann: nine days", "Bo: and who pays for it"]
    assert texts("\n".join(turns)) == turns


@pytest.mark.parametrize("heading", ["Weather: more rain to come", "Photo: Ann Lee for the Gazette"])
def test_a_label_that_nobody_answers_is_a_heading(heading):
    assert texts(f"{heading}\nIt rained all day.\n{heading}") == ["It rained all day."]
