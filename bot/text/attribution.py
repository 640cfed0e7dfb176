"""Finds the sentences in which an article quotes somebody: who is named beside the verb of speech said it.

Precision comes before recall: a sentence counts only if its form leaves no doubt. What counts is what stands in
quotation marks; speech that is only reported does not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from bot.text.lexicon import lexicon
from bot.text.quotations import quotation_marks, quotations, unclosed_in_single_marks, unclosed_quotations

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from bot.models.analysis import Sentence

__all__ = ["Quote", "attributed_quotes"]

Span = tuple[int, int]

MIN_QUOTED_WORDS = 3
"""Fewer words in quotation marks are a term rather than what somebody said."""
MAX_SENTENCE = 1_500
"""Characters of a sentence that is read: the patterns take quadratic time in the worst case."""
MAX_SUBJECT_WORDS = 9
"""Words of titles and roles between the beginning of a clause and the name that is its subject."""
QUOTE, NAME, TERM = "\x01", "\x02", "\x03"
"""Stand in place of each character of quoted speech, of the speaker's name, and of what else is in quotation marks, so
that patterns can name them.
"""
_NO_STAND_INS = dict.fromkeys(map(ord, (QUOTE, NAME, TERM)), " ")
_SPEECH = (
    r"(?:said|says|told|tells|added|adds|announced|announces|insisted|insists|argued|argues|claimed|claims|warned"
    r"|warns|explained|explains|stated|states|declared|declares|commented|admitted|admits|replied|responded|wrote"
    r"|writes|tweeted|recalled|recalls|concluded|noted|notes|conceded|acknowledged|stressed|joked|quipped|continued"
    r"|remarked|testified|vowed|promised|complained|observed|reiterated|called|calls|described|describes|asked|asks"
    r"|praised|dismissed|urged|predicted|boasted|lamented|pleaded|shouted|exclaimed)"
)
_VERB = rf"(?:(?:has|had|also|later|then|once|previously|recently|repeatedly|again|[a-z]+ly) ){{0,2}}{_SPEECH}\b"
_ANY_SPEECH = re.compile(rf"\b(?:{_SPEECH}|say|tell|saying|telling|adding|asking|writing|(?i:according to)|quoted)\b")
_ASIDE = r"(?:,[^,\x01\x02]{1,90},|,? \([^()\x01\x02]{1,40}\),?){0,2}"
"""What may stand between a subject and its verb: an apposition, an age, a party."""
_BEFORE_SUBJECT = re.compile(r"(?:\A|[,;:—–]\s|\x01[,.]?\s(?:and\s|but\s)?|\b(?:as|while|when)\s)([^\x01\x02,;:—–]*)\Z")
_VERB_AFTER = re.compile(rf"{_ASIDE}\s({_VERB})(?! to (?:have|be)\b)")
_VERB_BEFORE = re.compile(rf"\x01,?\s(?:—\s|–\s)?({_VERB})\s([^\x01\x02,;:—–]*)\Z")
_ROLE_BEFORE = re.compile(rf"\x01,?\s(?:—\s|–\s)?{_VERB}\s([^\x01\x02,;:—–]+),\s\Z")
"""What a speaker is, before the name: "said their spokesman, Lee"."""
_ACCORDING = re.compile(r"\b[Aa]ccording to ([^\x01\x02,;:—–]*)\Z")
_ENDS_NAME = re.compile(
    r"\Z|[.,;:!?—–]|\s(?:\(|[—–]|(?:in|on|at|to|of|during|after|before|when|as|while|but|who|with|from|by|last|this"
    r"|yesterday|today|earlier|later|told|through|via|about|following|because)\b)"
)
"""What may follow a name after its verb: "said Smith’s lawyer" and "said Smith campaign manager Lee" are others."""
_QUOTE_BEFORE = re.compile(r"\x01[,.]?\s?(?:and\s|but\s)?\Z")
_QUOTE_AFTER = re.compile(r"[^\x01-\x03,;.]{0,40}[,:]?\s(?:that\s)?\x01")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_GENDERED = re.compile(r"\b(?:(he|him|his|himself)|(she|her|hers|herself))\b", re.IGNORECASE)
_NOT_SPOKEN = re.compile(
    r"\b(?:read|reads|reading|titled|entitled|headlined|chanted|chanting|chants?|saying|signs?|slogan|song|book|film"
    r"|movie|album|show|series|named|dubbed|nicknamed)(?:,|:)?\s?\Z"
)
"""Words before a quotation of something that is written, sung or shouted by others."""
_OPENING = re.compile(r"\A(?:But|And|So|Yet|Still|However|Meanwhile|Later|Earlier|Today|Yesterday)\s")
_PREPOSITIONS = frozenset(
    "for of to by with from in on at about against after before near behind beside over under between via through"
    " into onto than like as if when while that which who whom whose what where because since and or not".split()
)
_MODIFIERS = frozenset(
    "a an the former then acting deputy vice ex her his their its our senior chief prime first lead leading late"
    " longtime long-time fellow current general executive managing assistant associate new veteran retired".split()
)
_OTHER_PEOPLE = re.compile(
    r"\b(?:man|woman|boy|girl|wife|husband|mother|father|son|daughter|brother|sister|friend|partner|mum|mom|dad"
    r"|girlfriend|boyfriend|spokesman|spokeswoman|spokesperson|lawyer|attorney|victim|suspect|officer|neighbou?r"
    r"|colleague|aide|teammate|witness|widow|uncle|aunt|cousin|nephew|niece|child|baby|teenager|driver|reporter"
    r"|interviewer|rival|opponent|predecessor|successor|player|striker|keeper|midfielder|judge|doctor|teacher)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_IN_MARKS = re.compile(r"[\x01\x03]+")


class Quote(NamedTuple):
    """A sentence (its index) that quotes the actor, and what it quotes, without marks."""

    sentence: int
    words: str


class _Speaker(Enum):
    """How clear it is that the actor speaks in a sentence."""

    NAMED = auto()
    NAMED_ALONE = auto()
    """Nobody else speaks in it: what goes on behind it is the actor's too."""


class _Masked(NamedTuple):
    """A sentence in which quotations and the mentions of one name are replaced, and the words of its quoted speech."""

    text: str
    spoken: str


def attributed_quotes(
    text: str, sentences: Sequence[Sentence], named: Sequence[Span], others: Sequence[Span], first_name: str = ""
) -> Iterator[Quote]:
    """The sentences that quote an actor, in order.

    ``named`` and ``others``, sorted, are where the text names the actor and other persons; ``first_name`` is the first
    word of a person's name in lower case, or "" for an actor that is no person: no pronoun then stands for it.
    """
    before: _Speaker | None = None
    for index, sentence in enumerate(sentences):
        masked = _masked(sentence, _within(named, sentence))
        speaker = _named_speaker(masked.text) if masked else None
        previous = sentences[index - 1] if index else sentence
        if masked and speaker is None and before is _Speaker.NAMED_ALONE:
            gap = text[previous.end : sentence.start]
            goes_on = _goes_on(masked, previous, gap) or (
                first_name
                and not any(_within(others, one) for one in (previous, sentence))
                and _is_pronoun_of(first_name, masked, previous)
            )
            speaker = _Speaker.NAMED_ALONE if goes_on else None
        before = speaker
        if speaker and masked:
            yield Quote(index, masked.spoken)


def _within(spans: Sequence[Span], sentence: Sentence) -> list[Span]:
    """Those of the sorted spans that are in a sentence, counted from its beginning."""
    inside = spans[bisect_left(spans, (sentence.start, 0)) : bisect_left(spans, (sentence.end, 0))]
    return [(start - sentence.start, end - sentence.start) for start, end in inside if end <= sentence.end]


def _masked(sentence: Sentence, named: Iterable[Span]) -> _Masked | None:
    """The sentence with its quotations and names replaced; None without quoted speech, or if one is not closed."""
    text = masked = sentence.text.translate(_NO_STAND_INS)
    if len(text) > MAX_SENTENCE or unclosed_quotations(text) or unclosed_in_single_marks(text):
        return None
    found = quotations(text, quotation_marks(text))
    spoken: list[str] = []
    for start, end in found:
        if any(other != (start, end) and _contains(other, (start, end)) for other in found):
            continue
        words = _WORD.findall(text[start:end])
        is_spoken = _is_speech(words) and not _NOT_SPOKEN.search(masked[:start])
        spoken += words if is_spoken else ()
        masked = masked[:start] + (QUOTE if is_spoken else TERM) * (end - start) + masked[end:]
    for start, end in named:
        if not _IN_MARKS.search(masked[start:end]):
            masked = masked[:start] + NAME * (end - start) + masked[end:]
    return _Masked(masked, " ".join(spoken)) if spoken else None


def _contains(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _named_speaker(masked: str) -> _Speaker | None:
    """Whether the name is the subject of a verb of speech, beside a quotation if others speak in the sentence too."""
    is_alone = len(_ANY_SPEECH.findall(masked)) == 1
    for name in re.finditer(rf"{NAME}+", masked):
        before, after = masked[: name.start()], masked[name.end() :]
        if _speaks(before, after, beside_quote=not is_alone):
            return _Speaker.NAMED_ALONE if is_alone else _Speaker.NAMED
    return None


def _speaks(before: str, after: str, *, beside_quote: bool) -> bool:
    subject, verb = _BEFORE_SUBJECT.search(before), _VERB_AFTER.match(after)
    if subject and verb and _is_title(_OPENING.sub("", subject[1])):
        rest = after[verb.end() :]
        return not beside_quote or bool(_QUOTE_BEFORE.search(before[: subject.start(1)]) or _QUOTE_AFTER.match(rest))
    if not _ENDS_NAME.match(after):
        return False
    inverted = _VERB_BEFORE.search(before)
    if inverted:
        return _is_title(inverted[2])
    role = _ROLE_BEFORE.search(before)
    if role:
        return _is_role(role[1])
    source = _ACCORDING.search(before)
    return source is not None and not beside_quote and _is_title(source[1])


def _is_title(words: str) -> bool:
    """True if the words before a name can only be its titles, so that the name is the head of its phrase."""
    given = words.split()
    return len(given) <= MAX_SUBJECT_WORDS and all(map(_belongs_to_title, given))


def _is_role(words: str) -> bool:
    """True if words describe one person: a role in lower case, with nothing before it that is none of its words."""
    for word in words.split():
        if not _belongs_to_title(word):
            return False
        if word.islower() and lexicon().is_role(word):
            return True
    return False


def _belongs_to_title(word: str) -> bool:
    plain = word.strip("()").casefold()
    if plain in _PREPOSITIONS:
        return False
    is_possessive = plain.endswith(("'s", "’s", "s'", "s’"))
    return word[0].isupper() or is_possessive or plain in _MODIFIERS or lexicon().is_role(plain)


def _goes_on(masked: _Masked, previous: Sentence, gap: str) -> bool:
    """True if a sentence is all quotation, and stands in the paragraph of the one before or after its colon."""
    is_all_quoted = not _WORD.search(masked.text)
    return is_all_quoted and ("\n" not in gap or previous.text.rstrip().endswith(":"))


def _is_pronoun_of(first_name: str, masked: _Masked, previous: Sentence) -> bool:
    """True if "he" or "she" speaks in a sentence, and can only be the one who speaks in the sentence before."""
    around = f"{_outside(previous)} {_IN_MARKS.sub(' ', masked.text)}"
    genders = {"he" if match[1] else "she" for match in _GENDERED.finditer(around)}
    if len(genders) != 1 or _OTHER_PEOPLE.search(around) or NAME in masked.text:
        return False
    (gender,) = genders
    if (first_name in lexicon().women) is (gender == "he") and first_name in lexicon().first_names:
        return False
    text = _PRONOUN.sub(lambda match: NAME * len(match[0]), masked.text)
    return _named_speaker(text) is _Speaker.NAMED_ALONE


def _outside(sentence: Sentence) -> str:
    """What a sentence says outside of its quotations."""
    masked = _masked(sentence, ())
    return _IN_MARKS.sub(" ", masked.text) if masked else sentence.text


def _is_speech(words: Collection[str]) -> bool:
    """True for enough words that are not capitalised like those of a title."""
    return len(words) >= MIN_QUOTED_WORDS and any(word.islower() and len(word) > 3 for word in words)
