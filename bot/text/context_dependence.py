"""Detects sentences that need their context: anaphora, connectives, split quotations; and asides, fragments.

The rules are for English news. They are in two tables at the end, each with the sentence for which it was made;
``anaphora`` has those that look behind the first word, ``captions`` those for captions.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.text.anaphora import ANAPHORA_RULES
from bot.text.captions import CAPTION_RULES
from bot.text.quotations import (
    QUOTED,
    QUOTED_IN_SINGLE_MARKS,
    unclosed_in_single_marks,
    unclosed_quotations,
)
from bot.text.sentence_rule import Rule, any_applies
from bot.text.sentence_words import sentence_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.models.analysis import Sentence

__all__ = [
    "DEPENDENCE_RULES",
    "OPENING_CONNECTIVE",
    "UNQUOTABLE_RULES",
    "depends_on_previous",
    "has_no_speaker",
    "is_inside_quotation",
    "is_program_code",
    "is_unquotable",
    "needs_context",
]

MAX_FRAGMENT_WORDS = 3
"""A sentence with at most this many words says nothing by itself."""
CACHED_SENTENCES = 1_000
"""Summaries and actors ask about the same sentences."""
LAST_CHARACTERS = 40
"""Where the end of a sentence is looked at: a search through all of it takes ten times as long."""
MAX_QUOTED_SENTENCES = 8
"""Where a paragraph goes on longer in a quotation, its closing mark is lost: in 42 of 364 articles without breaks."""
MAX_ANSWER_WORDS = 8
"""A sentence after a question with at most this many words, and no name or number, is its answer: readers who chose
summaries took 2 of 87 such sentences, and of others that are as short 106 in 1,930."""
MIN_QUOTED_WORDS = 6
"""A sentence that begins with a quotation needs more words, because its speaker is counted."""

_ANAPHORIC_OPENING = re.compile(
    r"[\"“'‘(\[]?(?:(?i:he|she|they|his|her|their|him|them|its|these|those|both|neither|another|others"
    r"|but|and|or|so|nor|yet|however|nevertheless|nonetheless|moreover|furthermore|besides|instead|also|meanwhile"
    r"|therefore|thus|hence|then|still|otherwise|afterwards?|likewise|similarly|conversely|indeed"
    r"|in (?:addition|contrast|turn|response|other words|fact)|as a result|for (?:example|instance)|on the other hand"
    r"|after that|at the same time|the (?:former|latter|two|pair|couple|duo|move|decision|incident|statement)"
    r"|such (?:a|an)|more than that|the others?)\b(?!-)"
    r"|(?i:it|it['’]s|that['’]s|he['’]s|she['’]s|they['’]re)\b(?!-)"
    r"|(?i:this|that)\b(?! (?i:week|month|year|morning|evening|afternoon|summer|winter|spring|autumn|fall|season)))"
)
OPENING_CONNECTIVE = re.compile(
    r"(?:But|And|Yet|Still|However|Nevertheless|Nonetheless|Also|Meanwhile|Moreover|Furthermore|In addition),? (?!as\b)"
)
"""An opening after which a sentence may still tell something by itself."""
_NAME_OR_NUMBER = re.compile(r"[A-Z]\w|\d")
_QUESTION_ENDS = ("?", "?”", '?"', "?’", "?'")
_INNER_CONNECTIVE = re.compile(
    r"(?:[^\s,]+ ){0,5}[^\s,]+, (?:however|though|too|meanwhile|in turn|therefore|nevertheless),"
)
_REFERENCE_AFTER_PREPOSITION = re.compile(
    r"(?:in|on|at|by|for|with|under|among|of|despite|because of|following|after|before|like|to|from|since|during|unlike"
    r"|according to|besides|without|(?:one|two|three|some|most|many|none|all|both|several|much|each) of)"
    r" (?:him|her|them|it|this|that|these|those|then|which)\b(?! (?:week|month|year|morning|evening|afternoon|summer"
    r"|winter|spring|autumn|fall|season|day|century|time of))(?!-)",
    re.IGNORECASE,
)
_PRONOUN_AFTER_CLAUSE = re.compile(r"[A-Z][^,.A-Z\"“”]{3,80}, (?:he|she|they) [a-z]")
_UNNAMED_SPEAKER = re.compile(
    r"(?:[\"“][^\"“”]*[,.!?…—-][\"”]|['‘].{1,300}[,.!?…—-]['’]) (?:he|she|they|it) (?!is\b|was\b)\w+"
)
# Scrapers put a space and a full stop after the text of a hyperlink or a heading.
_COMPLETE = re.compile(r"(?:(?<!\s)\.|[!?…。！？])[\s\"'”’»)\]」』]*$")
_PARENTHETICAL = re.compile(r"[(\[][^()\[\]]*[)\]]\.?$")
_LOWERCASE_START = re.compile(r"[(\[\"“'‘]?[a-z]+\b")
_TWEET = re.compile(r"pic\.twitter\.com/|https?://t\.co/|\(@\w+\)|(?:\s|^)[@#]\w+(?:\s[@#]\w+)+")
_MARKS_OF_TWEETS = ("@", "#", "twitter.com/", "t.co/")
_STOP_WITHIN = re.compile(r"(?<![\w.])([^\W\d_]{2,})\. (?=[a-z]{2,}\b)")
_CODE = re.compile(r"{|}|\":\s?\"|\"@\w+\"|function(?<!\w.{8})\(")
_CLOSING_BRACKET_ALONE = re.compile(r"[^()]{3,}\)[.,;:!?]")
_LIST_ITEM = re.compile(r"\d{1,2}[.)] [^.!?]*$")
_REASON_ALONE = re.compile(r"(?:Because|Unless|Although|Whereas) (?!of\b)[^,]*\.$")
# A wrong decoding turned a quotation mark into a question mark.
_DAMAGED_OPENING, _DAMAGED_CLOSING = re.compile(r"(?<!\S)\?(?=[^\W\d_])"), re.compile(r"(?<=[\w.,!'])\?(?!\w)")
_DAMAGED_QUOTE = re.compile(r"\?[A-Z]")


def depends_on_previous(sentences: Sequence[Sentence], *, by_connective: bool = True) -> list[bool]:
    """For each sentence, True if it cannot be understood without the one before it.

    Without ``by_connective``, an opening "But" or "However" does not count where a name or a number follows: readers
    who chose summaries took such a sentence without the one before as often as any other (57 and 55 %).

    A sentence that starts in lower case, or is a short answer to a question, depends on the one before, unless most of
    the text is in lower case. The first sentence of a document never depends on another one.
    """
    found = []
    needs = needs_context if by_connective else _needs_context_beyond_connective
    in_lower_case = [_LOWERCASE_START.match(s.text) is not None for s in sentences]
    is_cased = sum(in_lower_case) * 2 < len(sentences)
    for i, (sentence, inside) in enumerate(zip(sentences, is_inside_quotation(sentences), strict=True)):
        follows = i > 0 and sentences[i - 1].doc == sentence.doc
        continues = inside or (is_cased and (in_lower_case[i] or _answers(sentences[i - 1], sentence)))
        found.append(follows and (continues or needs(sentence.text)))
    return found


def is_inside_quotation(sentences: Sequence[Sentence]) -> list[bool]:
    """For each sentence, True if an earlier one opened a quotation that is still open: without marks of its own, it
    reads as the outlet's words.
    """
    found: list[bool] = []
    opened = None
    for i, sentence in enumerate(sentences):
        follows = i > 0 and sentences[i - 1].doc == sentence.doc
        # A quotation that is not closed ends with its paragraph, or its closing mark is lost.
        is_open = opened is not None and follows and sentence.start - sentences[i - 1].end <= 1
        found.append(is_open and opened is not None and i - opened <= MAX_QUOTED_SENTENCES)
        unclosed = _unclosed_quotations(sentence.text)
        if unclosed > 0:
            opened = i
        elif unclosed < 0 or not found[-1]:
            opened = None
    for i in _inside_single_marks(sentences):
        found[i] = True
    return found


def _inside_single_marks(sentences: Sequence[Sentence]) -> Iterator[int]:
    """The sentences between a single mark that opens a quotation and the one that closes it.

    In British newspapers each paragraph of a quotation opens with a mark, and only the last one closes it: without a
    closing mark in its paragraph, nothing tells how far a quotation goes.
    """
    opened = None
    for i, sentence in enumerate(sentences):
        if opened is not None and not (
            sentences[i - 1].doc == sentence.doc
            and sentence.start - sentences[i - 1].end <= 1
            and i - opened <= MAX_QUOTED_SENTENCES
        ):
            opened = None
        unclosed = _unclosed_in_single_marks(sentence.text)
        if unclosed < 0 and opened is not None:
            yield from range(opened + 1, i + 1)
        if unclosed or (opened is not None and QUOTED_IN_SINGLE_MARKS.search(sentence.text)):
            opened = i if unclosed > 0 else None


@lru_cache(CACHED_SENTENCES)
def needs_context(sentence: str) -> bool:
    """True if the words of a sentence alone show that it depends on another one."""
    return _needs_context(sentence)


@lru_cache(CACHED_SENTENCES)
def _needs_context_beyond_connective(sentence: str) -> bool:
    opening = OPENING_CONNECTIVE.match(sentence)
    rest = sentence[opening.end() :] if opening else ""
    if not _NAME_OR_NUMBER.search(rest):
        return needs_context(sentence)
    return needs_context(rest[:1].upper() + rest[1:])


@lru_cache(CACHED_SENTENCES)
def is_unquotable(sentence: str) -> bool:
    """True for text that is unfit to quote: a fragment, a split quotation, a caption, an aside, a tweet's markup."""
    return _is_unquotable(sentence)


def _answers(question: Sentence, sentence: Sentence) -> bool:
    return (
        question.text.endswith(_QUESTION_ENDS)
        and len(sentence.text.split(maxsplit=MAX_ANSWER_WORDS)) <= MAX_ANSWER_WORDS
        and _NAME_OR_NUMBER.search(sentence.text, 1) is None
    )


def is_program_code(sentence: str) -> bool:
    """True for what a page's program left in the text."""
    return _CODE.search(sentence) is not None


def _is_cut_off(text: str) -> bool:
    if text[-1:] == ".":  # most sentences
        return text[-2:-1].isspace()
    return not _COMPLETE.search(text, max(len(text) - LAST_CHARACTERS, 0))


def _is_tweet(text: str) -> bool:
    return any(mark in text for mark in _MARKS_OF_TWEETS) and _TWEET.search(text) is not None


def _is_fragment(text: str) -> bool:
    return " " in text and len(text.split(maxsplit=MAX_FRAGMENT_WORDS)) <= MAX_FRAGMENT_WORDS


def has_no_speaker(text: str) -> bool:
    """True for a quotation beside which nothing says whose it is."""
    quoted = _quoted_at_the_beginning(text)
    return quoted is not None and len(quoted.sub("", text).split()) < 2


def _is_quoted_fragment(text: str) -> bool:
    is_quoted = _quoted_at_the_beginning(text) is not None
    return is_quoted and (len(text.split()) < MIN_QUOTED_WORDS or has_no_speaker(text))


def _quoted_at_the_beginning(text: str) -> re.Pattern[str] | None:
    """The pattern of a quotation with which a text begins."""
    if text[:1] in ('"', "“"):
        return QUOTED
    return QUOTED_IN_SINGLE_MARKS if QUOTED_IN_SINGLE_MARKS.match(text) else None


def _is_damaged_half(text: str) -> bool:
    """True if a text begins with a quotation that lacks its closing mark, in marks that a wrong decoding turned into
    question marks. Where a speaker stands before or after half a quotation, a reader knows whose it is.
    """
    if _DAMAGED_OPENING.match(text) is None:  # most sentences
        return False
    return len(_DAMAGED_OPENING.findall(text)) > len(_DAMAGED_CLOSING.findall(text))


def _closes_bracket_alone(text: str) -> bool:
    """True if the first bracket closes one that was not opened, behind more than the number of an item."""
    return ")" in text and _CLOSING_BRACKET_ALONE.match(text) is not None


def _has_stop_within(text: str) -> bool:
    """True if a stop is followed by lower case, though it ends no abbreviation: the line ends of the text were lost."""
    if ". " not in text:  # most sentences
        return False
    groups = sentence_words()
    return any(
        word.islower() and word not in groups["lower-case-abbreviation"] and word not in groups["before-figure"]
        for word in _STOP_WITHIN.findall(text)
    )


_unclosed_quotations = lru_cache(CACHED_SENTENCES)(unclosed_quotations)
_unclosed_in_single_marks = lru_cache(CACHED_SENTENCES)(unclosed_in_single_marks)

DEPENDENCE_RULES = (
    Rule("opens with a pronoun or connective", _ANAPHORIC_OPENING.match, "But it was too late for the old harbour."),
    Rule("connective after a few words", _INNER_CONNECTIVE.match, "The money, however, has not been found."),
    Rule(
        "reference after a preposition", _REFERENCE_AFTER_PREPOSITION.match, "One of them had asked for a new harbour."
    ),
    Rule(
        "pronoun after a clause without a name", _PRONOUN_AFTER_CLAUSE.match, "In a statement, she said no more of it."
    ),
    Rule("quotation by a pronoun", _UNNAMED_SPEAKER.match, "“We had to close the harbour,” she said."),
    Rule("damaged quotation mark", _DAMAGED_QUOTE.match, "?We had to close the harbour at last, the mayor said."),
    Rule("short quotation, or no speaker", _is_quoted_fragment, "“We could not go on like this for ever.”"),
    Rule("fragment", lambda text: text[:1] not in '"“' and _is_fragment(text), "Not any more."),
    Rule("item of a list", _LIST_ITEM.match, "1. No more dogs in the harbour of Oslo"),
    Rule("reason without its consequence", _REASON_ALONE.match, "Because nobody had asked the council of Oslo."),
    Rule(
        "closes a quotation",
        lambda text: text[:1] not in '"“' and (_unclosed_quotations(text) < 0 or _unclosed_in_single_marks(text) < 0),
        "Nobody did,” he said.",
    ),
)
UNQUOTABLE_RULES = (
    Rule("cut off", _is_cut_off, "He has been a vocal supporter of the"),
    Rule("half a quotation", _unclosed_quotations, "“We will not go."),
    Rule("half a quotation in single marks", _unclosed_in_single_marks, "Mr Olsen added: 'They are big players."),
    Rule("half a quotation in damaged marks", _is_damaged_half, "?To be honest, nobody asked us."),
    Rule("half a bracket", lambda text: text[:1] == "(" and ")" not in text, "(Note: The bank declined to say more."),
    Rule("half a bracket", _closes_bracket_alone, "Closed since May); the harbour is to open again."),
    Rule("an odd mark", lambda text: text.count('"') % 2, '" It is not ready yet.'),
    Rule("fragment", lambda text: '"' not in text and _is_fragment(text), "Not enough respect."),
    Rule("aside", _PARENTHETICAL.match, "(The station is a company of ours.)"),
    *CAPTION_RULES,
    Rule("stop within", _has_stop_within, "The whole thing had been put. on for the harbour master."),
    Rule("program code", is_program_code, '"@type":"Person","name":"Ann Lee of Oslo"'),
    Rule("tweet", _is_tweet, "So proud of them all pic.twitter.com/JmHYgiyicx."),
)
_needs_context = any_applies((*DEPENDENCE_RULES, *ANAPHORA_RULES))
_is_unquotable = any_applies(UNQUOTABLE_RULES)
