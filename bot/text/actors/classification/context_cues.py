"""Cues from one occurrence of a name: its title, the tagger's label, and the words before and after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.classification.after_cues import after_cues
from bot.text.actors.classification.before_cues import before_cues
from bot.text.actors.classification.name_context import name_context
from bot.text.actors.classification.organisation_evidence import ORGANISATION_CUES, has_apposition
from bot.text.name_parts import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.text.actors.classification.name_context import Cue, NameContext
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.lexicon import Lexicon
    from bot.text.tokens import Token

__all__ = ["CONTEXT_CUES", "CUES_OF_PERSONS", "TITLE", "WORK", "context_cues"]

WORK = "names a work"
"""The cue for a work such as a film or a book, which may be named after a person."""
TITLE = "title before or in the name"
"""One cue with one weight: a context cue for "President [Putin]", a name cue for "[Queen Elizabeth]"."""
CUES_OF_PERSONS = ("form of address before", TITLE, "age after", "he or she after", "who after", "role before")
"""Cues that hardly any organisation or place has."""
_QUOTES = (('"', '"'), ('"', "''"), ("'", "'"))
_MAX_TITLE_WORDS = 8
_LONG_WORD = 4
"""Letters from which the title of a work writes a word with a capital."""
_LABELS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "geopolitical entity",
    "LOC": "location",
    "FAC": "location",
    "NORP": "group of people",
}


def context_cues(candidate: NameCandidate, words: Sequence[Token], tables: Lexicon) -> set[str]:
    """The cues of one occurrence in the text with these words."""
    context = name_context(candidate, words, tables)
    cues = {cue for cue, applies, _ in CONTEXT_CUES if applies(context)}
    cues.add(_label_cue(context))
    cues.update(before_cues(context), after_cues(context))
    return cues


def _label_cue(context: NameContext) -> str:
    words, last = context.words, context.candidate.last
    if words[last].lower.rstrip(".") in SUFFIXES and last > context.candidate.first:
        last -= 1  # the tagger often ends a person before "Sr."
    if words[last].ent_span is None or _continues_date(context):
        return "tagger: no entity"
    label = _LABELS.get(words[last].ent_type, "other")
    goes_on = last + 1 < len(words) and words[last + 1].ent_span == words[last].ent_span
    return f"tagger: inside {label}" if goes_on and words[last + 1].text not in ("'s", "'") else f"tagger: {label}"


def _continues_date(context: NameContext) -> bool:
    """True for a name that the tagger takes for the end of a date: "In June [Brown] came to London"."""
    word, start = context.words[context.candidate.last], context.words[context.candidate.first].start
    return word.ent_type == "DATE" and word.ent_span is not None and word.ent_span[0] < start


def _names_work(context: NameContext) -> bool:
    candidate, words = context.candidate, context.words
    if has_apposition(context, context.tables["work"]):
        return True
    before = candidate.first - 1
    if before < 0 or words[before].sentence != words[candidate.first].sentence:
        return False
    is_noun = words[before].lower in context.tables["work"] and not words[before].tag.startswith("VB")
    follows_noun = candidate.title is None and is_noun
    return follows_noun or _is_quoted(words, candidate) or _is_in_quoted_title(words, candidate)


def _is_quoted(words: Sequence[Token], candidate: NameCandidate) -> bool:
    """True directly between quotation marks; an apostrophe before it must not end a word."""
    before, after = words[candidate.first - 1], words[candidate.last + 1 : candidate.last + 2]
    is_apostrophe = before.text == "'" and before.no_space_before
    return not is_apostrophe and any((before.text, word.text) in _QUOTES for word in after)


def _is_in_quoted_title(words: Sequence[Token], candidate: NameCandidate) -> bool:
    """True inside quotation marks around words in title case: "Harry Potter and the Goblet of Fire"."""
    starts = range(candidate.first - 1, max(candidate.first - 2 - _MAX_TITLE_WORDS, -1), -1)
    start = next((k for k in starts if words[k].text == '"'), None)
    if start is None:  # most names
        return False
    ends = range(candidate.last + 1, min(candidate.last + 2 + _MAX_TITLE_WORDS, len(words)))
    end = next((k for k in ends if words[k].text in ('"', "''")), None)
    if end is None or not words[start].sentence == words[end].sentence == words[candidate.first].sentence:
        return False
    inside = [word for word in words[start + 1 : end] if word.text != ","]
    is_opening = not words[start].no_space_before or words[start].is_sent_start
    long = [word for word in inside if len(word.text) >= _LONG_WORD]
    return is_opening and len(inside) > 1 and all(w.is_capitalised for w in (inside[0], inside[-1], *long))


def _refers_by_pronoun(context: NameContext) -> bool:
    pronouns = context.tables["he-or-she"]
    is_followed = not pronouns.isdisjoint([word.lower for word in context.following])
    return is_followed and not context.candidate.has_form_of_address


def _follows_name_and_comma(context: NameContext) -> bool:
    return context.at > 0 and context.before.lower == "," and context.words[context.at - 1].is_capitalised


CONTEXT_CUES: tuple[Cue, ...] = (
    ("not tagged as a name", lambda c: not c.words[c.candidate.last].tag.startswith("NNP"), "They [Googled] it."),
    ("opens a sentence", lambda c: c.words[c.candidate.first].is_sent_start, "[Nokia] fell."),
    (WORK, _names_work, "They saw the film [Titanic]."),
    ("form of address before", lambda c: c.candidate.has_form_of_address, "He met Mrs [Howard]."),
    (
        TITLE,
        lambda c: c.candidate.title is not None and not c.candidate.has_form_of_address,
        "He met President [Putin].",
    ),
    ("demonym before", lambda c: c.candidate.follows_demonym, "They met the German [Angela Merkel]."),
    ("before a title", lambda c: c.candidate.precedes_title, "They met [Microsoft] CEO Satya Nadella."),
    ("name and comma before", _follows_name_and_comma, "He lives in Austin, [Texas]."),
    ("ends the sentence", lambda c: not c.following, "They went to [Lima]"),
    *ORGANISATION_CUES,
    ("he or she after", _refers_by_pronoun, "[Merkel] said she would go."),
)
