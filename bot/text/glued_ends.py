"""Finds where text that lost its line breaks joined two pieces: sentences, hyperlinks, labels, headings, credits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.text.sentence_words import MAX_WORD, sentence_words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["JOINS", "glued_ends"]

MIN_HEADING = 16
"""Characters of a heading in front of a sentence: a few initials are no heading."""

# A wrong decoding turned quotation marks into question marks: "further.?Talking to".
_GLUED = re.compile(r"[.!?…](?P<closed>[\"”»]|(?<=[.!])\?{1,2}|)(?=[\"“«»„]?(?P<next>[^\W\d_]\w*))")
_LAST_WORD = re.compile(r"(?:(?:[^\W\d_]{1,2}\.){1,4}[^\W\d_]|[^\W_]+)$")
_POSSESSIVE = re.compile(r"['’?]s$")
_ADDRESS = re.compile(r"//|www\.|@|#|/|\.(?:com|org|net|co|js)\b", re.IGNORECASE)
_SHORT_NAME = re.compile(r"[A-Z][aeiou]")
_LABEL = (
    r"(?:Follow @\w|READ MORE\b|READ ALSO\b|ALSO READ\b|READ(?=[|:?]|[A-Z][a-z])|WATCH\s?:|RELATED\s?:"
    r"|Additional reporting by|(?:Image|Media) (?:copyright|caption) [A-Z]|(?:Story|Article) continues below"
    r"|Click here to\b)"
)
_CAPITALS = r"[A-Z0-9][A-Z0-9’'&$%,-]*"
_TITLE_WORD = r"(?:[A-Z][\w’'-]*,?|\d+|of|and|in|for|to|on|at|with|by|the|an?|&)"
JOINS = (
    (rf"(?<=[^\W\d_A-Z]){_LABEL}|(?<=[\d.!?…:;,\"”’)]){_LABEL}", "It ran for a season|Follow @gazette for more."),
    (r"(?<=\s)(?:READ MORE|READ ALSO|ALSO READ|RELATED(?: VIDEO)?)\s?[:|]", "The port is shut |READ MORE: Boats wait."),
    (r"(?<=\s)(?:Image|Media) (?:copyright|caption) [A-Z]", "The port is shut |Image copyright Ann Lee"),
)
"""What opens a new piece, and an example with the end before it."""
_JOINS = re.compile("|".join(pattern for pattern, _ in JOINS))
_WORDS_OF_JOINS = (
    "Follow @|READ|WATCH|RELATED|Additional reporting by|Image c|Media c|continues below|Click here to".split("|")
)
"""One of these is in each of them: to look for words takes a tenth of the time of the patterns."""
_CREDIT = r"(?:file )?(?:photo|photograph|image|picture|credit)s?(?: credit| by| courtesy)?\s?[:/]|courtesy of\s"
_BRACKETED_CREDIT = rf"[(\[]\s?(?i:(?:(?:also )?read|watch|see also)\s?[|:]|{_CREDIT})[^)\]\n]{{0,150}}[)\]]"
_AFTER_BRACKET = re.compile(_BRACKETED_CREDIT)
_AFTER_CREDIT = re.compile(
    r"\b[\w.+-]{1,40}@[\w-]{1,40}\.(?:com|org|net|in|co\.uk)(?=[A-Z])"
    r"|\(@\w+\) (?:[A-Z][a-z]+ \d{1,2}|\d{1,2} [A-Z][a-z]+),? \d{4}"
    rf"|{_BRACKETED_CREDIT}"
)
"""The end of an address, an embedded post, a hyperlink or credit in brackets; the text may follow without a space."""
_AFTER_SOURCE = re.compile(r"(?:[A-Z][\w.,’' ]{1,40} )?\((?:The )?[A-Z][\w.& ]{1,30}\)(?=[A-Z“\"‘'][\w’']*\s)")
"""A source in brackets, to which the first sentence is glued: "(CNN)The harbour"."""
_OPENER = r"(?:The|An?|In|It|He|She|They|This|These|There|But|When|While|As|After|Although|According|On)"
_AFTER_HEADING = re.compile(
    rf"(?=['‘\"“]?[A-Z])(?:"
    rf"['‘\"“]?(?:{_CAPITALS} ){{2,14}}{_CAPITALS}['’\"”]?\s+(?=[A-Z][a-z]*,? (?:[A-Z][a-z’']+ ){{0,3}}[a-z])"
    rf"|[A-Z][\w’'-]+ (?:{_TITLE_WORD} ){{2,12}}(?={_OPENER} [a-z]))"
)
"""A heading in capitals or in title case in front of a sentence."""
_AFTER_LETTER = (
    r"(?:is|was|and|or|to|in|for|on|with|against|together|beat|has|had|will|at|of|as|team|minor|major|flat|sharp)\b"
)
_ARTICLE = re.compile(rf" (?<=[\w’')\]-] )(?=(?:The |An |A (?!{_AFTER_LETTER}))[a-z])")
"""The space before an article with a capital, with which another sentence begins: "at the airport A boy was"."""
_BEFORE_ARTICLE = re.compile(r"(?P<word>[^\W_][\w’'-]*)[)\]]?$")
_BEFORE_NAME = frozenset(
    "a an the of in to on at by for from with and or as than is was called named like but that its his her hepatitis"
    " vitamin serie category plan grade class group type series division team schedule exhibit level appendix route"
    " influenza part section point pool side".split()
)
_SENTENCE_START = re.compile(r"[.!?][\"”’)]?\s+(?=['‘\"“]?[A-Z])")


def glued_ends(block: str) -> Iterator[int]:
    """Offsets after which another piece begins, in no order. Takes linear time."""
    yield from _glued_sentences(block)
    if any(word in block for word in _WORDS_OF_JOINS):
        yield from (match.start() for match in _JOINS.finditer(block))
    credit = _AFTER_CREDIT if "@" in block else _AFTER_BRACKET
    yield from (match.end() for match in credit.finditer(block))
    if source := _AFTER_SOURCE.match(block):
        yield source.end()
    for article in _ARTICLE.finditer(block):
        before = _BEFORE_ARTICLE.search(block, max(0, article.start() - MAX_WORD), article.start())
        if before and before["word"].casefold() not in _BEFORE_NAME:
            yield article.end()
    for start in (0, *(match.end() for match in _SENTENCE_START.finditer(block))):
        heading = _AFTER_HEADING.match(block, start)
        if heading and len(heading[0]) >= MIN_HEADING:
            yield heading.end()


def _glued_sentences(block: str) -> Iterator[int]:
    """Ends without white space after them: "said.The"."""
    for match in _GLUED.finditer(block):
        if not match["next"][0].isupper() or match["next"].isupper() > (len(match["next"]) == 1):
            continue
        before = block[max(0, match.start() - MAX_WORD) : match.start()]
        is_pause = match[0][0] == "…" or before.endswith("..")  # which may be within a sentence
        word = _LAST_WORD.search(_POSSESSIVE.sub("", before.rstrip(")%?'’.")))
        if word is None or not _closes_glued(word[0], match["next"]):
            continue
        if is_pause and match["next"] not in sentence_words()["opener"]:
            continue
        if not _ADDRESS.search(before.split()[-1] + match[0] + match["next"]):
            yield match.end()


def _closes_glued(word: str, following: str) -> bool:
    words = sentence_words()
    if following in words["opener"]:
        is_initialism = word.isalpha() and word.isupper() and len(word) > 1 and len(following) > 1
        is_word = word[-2:].islower() or _SHORT_NAME.fullmatch(word) is not None
        return is_initialism or word.isdigit() or (is_word and word not in words["title-abbreviation"])
    if (
        word in words["title-abbreviation"]
        or word in words["capitalised-abbreviation"]
        or word.casefold() in words["lower-case-abbreviation"]
    ):
        return False
    is_initialism = word.isalpha() and word.isupper() and len(following) > 2
    is_word = word[-2:].islower() or word.isdigit() or is_initialism or _SHORT_NAME.fullmatch(word) is not None
    return len(word) > 1 and is_word
