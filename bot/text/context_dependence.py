"""Sentences that cannot stand alone: they point at the one before, are half of a quotation, or describe a picture."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import Sentence

__all__ = ["depends_on_previous", "is_unquotable"]

FRAGMENT_WORDS = 3
"""A sentence of so few words says something only beside another."""
QUOTED_FRAGMENT_WORDS = 6
"""The same for one that begins with a quotation, its speaker counted."""

_POINTS_BACK = re.compile(
    r"[\"“'‘(\[]?(?:(?i:he|she|they|his|her|their|him|them|its|these|those|both|neither|another|others"
    r"|but|and|or|so|nor|yet|however|nevertheless|nonetheless|moreover|furthermore|besides|instead|also|meanwhile"
    r"|therefore|thus|hence|then|still|otherwise|afterwards?|likewise|similarly|conversely|indeed"
    r"|in (?:addition|contrast|turn|response|other words|fact)|as a result|for (?:example|instance)|on the other hand"
    r"|after that|at the same time|the (?:former|latter|two|pair|couple|duo|move|decision|incident|statement)"
    r"|such (?:a|an)|more than that|the others?)\b(?!-)"
    r"|(?i:it|it['’]s|that['’]s|he['’]s|she['’]s|they['’]re)\b(?!-)"
    r"|(?i:this|that)\b(?! (?i:week|month|year|morning|evening|afternoon|summer|winter|spring|autumn|fall|season)))"
)
_TURNS = re.compile(r"(?:[^\s,]+ ){0,5}[^\s,]+, (?:however|though|too|meanwhile|in turn|therefore|nevertheless),")
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]?")
_UNNAMED_SPEAKER = re.compile(
    r"(?:[\"“][^\"“”]*[,.!?…—-][\"”]|['‘].{1,300}[,.!?…—-]['’]) (?:he|she|they|it) (?!is\b|was\b)\w+"
)
_DAMAGED_QUOTE = re.compile(r"\?[A-Z]")
"""A quotation mark that a wrong decoding turned into a question mark."""
# Single marks are apostrophes too often to be counted.
_OPENS = re.compile(r"[“„]|(?<![^\s(\[—–-])\"(?!\s)")
_CLOSES = re.compile(r"”|(?<=\S)\"(?![^\W_])")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_PICTURED = re.compile(
    r"[,(]\s?(?:(?:second|third|fourth|far|top|bottom|front|back|in the)\s)?(?:left|right|centre|center|foreground)"
    r"[,)]|\((?:above|below|pictured)\b|,? pictured (?:here|above|below|left|right|with|in|on|at)\b"
    r"|\b(?:is|are) seen (?:in (?:this|an?)|here)\b|^(?:Above|Below|Pictured|Left|Right|Top)\s?:"
    r"|^(?:[A-Z][\w'’.-]*,? ){2,6}(?:(?:and|with|of|the|his|her) (?:[A-Z][\w'’.-]* )+){0,2}"
    r"(?:smiles|poses|waves|looks on|looks at|celebrates|gestures|hugs|kisses)\b"
    r"|^[A-Z][a-z]+: [A-Z]|(?<!\bon )(?<!\bof )" + _MONTH + r" \d{1,2}, (?:19|20)\d\d\.$"
)
# A full stop after a space is what scrapers put behind the text of a link or a heading.
_ENDED = re.compile(r"(?:(?<!\s)\.|[!?…。！？])[\s\"'”’»)\]」』]*$")
_HALF = re.compile(r"(?:^|[\s(])['‘][A-Z](?!.*\S['’](?!\w))")
"""A single mark that opens a quotation and is never closed."""
_ASIDE = re.compile(r"[(\[][^()\[\]]*[)\]]\.?$")
_SMALL = re.compile(r"[(\[\"“'‘]?[a-z]+\b")
_TWEETED = re.compile(r"pic\.twitter\.com/|https?://t\.co/|\(@\w+\)|(?:\s|^)[@#]\w+(?:\s[@#]\w+)+")


def depends_on_previous(sentences: Sequence[Sentence]) -> list[bool]:
    """For each sentence, whether it needs the one before it: an open "He" or "But", a quotation that goes on.

    One that begins with a small letter goes on too, unless most of the text does.
    The first sentence of a document never does.
    """
    found = []
    quoting = False
    cased = sum(bool(_SMALL.match(s.text)) for s in sentences) * 2 < len(sentences)
    for i, sentence in enumerate(sentences):
        previous = sentences[i - 1] if i else None
        follows = previous is not None and previous.doc == sentence.doc
        # A quotation that nobody closed ends with its paragraph.
        quoting = quoting and previous is not None and follows and sentence.start - previous.end <= 1
        goes_on = cased and _SMALL.match(sentence.text) is not None
        found.append(follows and (quoting or goes_on or _leans(sentence.text)))
        opened = _unclosed(sentence.text)
        quoting = opened > 0 or (quoting and opened == 0)
    return found


@lru_cache(maxsize=1_000)  # every actor of a sentence asks
def is_unquotable(sentence: str) -> bool:
    """Tells whether a reader would stumble over it anywhere.

    It is cut off, a fragment, half a quotation, an aside in brackets, a caption, or has a post's address in it.
    """
    cut = not _ENDED.search(sentence) or _unclosed(sentence) or (_is_fragment(sentence) and '"' not in sentence)
    return bool(
        cut
        or _HALF.search(sentence)
        or _ASIDE.match(sentence)
        or _PICTURED.search(sentence)
        or _TWEETED.search(sentence)
    )


def _leans(text: str) -> bool:
    if _POINTS_BACK.match(text) or _TURNS.match(text) or _UNNAMED_SPEAKER.match(text) or _DAMAGED_QUOTE.match(text):
        return True
    if text[:1] in '"“':
        return len(text.split()) < QUOTED_FRAGMENT_WORDS or len(_QUOTED.sub("", text).split()) < 2
    return _is_fragment(text) or _unclosed(text) < 0


def _is_fragment(text: str) -> bool:
    return " " in text and len(text.split()) <= FRAGMENT_WORDS


def _unclosed(text: str) -> int:
    """Quotations that are opened and not closed; below zero where one is closed that was not opened."""
    return len(_OPENS.findall(text)) - len(_CLOSES.findall(text))
