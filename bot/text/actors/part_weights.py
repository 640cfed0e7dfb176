"""How much the part that a name plays in its sentence tells about its bearer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.actors.sentence_parts import QUOTES, SUBJECT, says
from bot.text.lexicon import lexicon
from bot.text.stemming import singular

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.text.actors.sentence_parts import Part
    from bot.text.tokens import Token

__all__ = ["MIN_ARGUMENT", "PARTS", "part_weight", "shows_person"]

MIN_ARGUMENT = 0.5
"""A name whose part has a lower weight is mentioned in passing: the sentence is about somebody else."""
_OBJECT = ("dobj", "obj", "dative")
_MAIN = ("ROOT", "conj", "ccomp", "parataxis", "")
"""How the verb of a clause that stands by itself, or is reported, is attached; "" if no parser ran."""
_ASIDE = ("acl", "advcl", "relcl")
"""How the verb of a clause that only adds to a noun or to another clause is attached."""
_FOLLOWERS = frozenset("adviser advisor aide ally critic family fan follower lawyer opponent supporter team".split())
_LEADING = frozenset("chaired fronted headed helmed led run used worn".split())
_ACCOMPANYING = frozenset("accompanied flanked joined surrounded".split())
_LISTING = frozenset(
    "echoed echoing echoes include included includes including joined joining joins mentioned mentioning".split()
)
_FEATURING = frozenset("feature featured features featuring star starred starring stars".split())
_DATING_NOUNS = frozenset("election inauguration re-election reelection swearing-in".split())
"""Events by which something else is dated: "Prices rose after the election of Turney"."""
_TEXTS = frozenset("book diary email letter memo message note post report speech statement tweet will".split())
"""What is one's own word where it says something."""
_TALKING, _LISTENERS = frozenset("speaks spoke talked talks".split()), ("to", "with")
_SUBJECT_MATTER = ("about", "against", "for", "of")
"""Prepositions before what somebody talks about: "spoke to the court of his fears"."""
_PERCEIVED = frozenset("filmed heard photographed pictured seen shown spotted".split())


def part_weight(part: Part) -> float:
    """How much a sentence tells about an actor that plays this part: that of the first row that applies."""
    for weight, applies, _ in PARTS:
        if applies(part):
            return weight * (0.75 if part.shares and weight > 0 else 1.0)
    return 0.0


def shows_person(part: Part) -> bool:
    """True where the name says something, somebody "who" did something, or what befell it befalls persons."""
    return _says(part) or part.is_described or (part.dep in (*SUBJECT, *_OBJECT) and _is_fate(part))


def _says(part: Part) -> bool:
    return says(part.dep, part.head)


def _says_nothing(part: Part) -> bool:
    return _says(part) and not (part.has_content or part.is_late)


def _only_talks(part: Part) -> bool:
    """True in "Turney spoke to reporters": nothing is told of what was said."""
    if part.dep not in SUBJECT or part.head.lower not in _TALKING or part.is_quoted:
        return False
    after = [part.tokens[k] for k in part.after]
    beside = [word for word in after if word.head == part.verb]
    tells = any(word.dep in ("ccomp", "advcl", "conj") or word.lower in _SUBJECT_MATTER for word in beside)
    return any(word.lower in _LISTENERS for word in beside) and not tells and not any(w.text in QUOTES for w in after)


def _is_only_told(part: Part) -> bool:
    return part.dep in _OBJECT and part.head.lower in lexicon()["say"] and not part.is_to_act


def _is_fate(part: Part) -> bool:
    """True if the verb says what became of the name, or of its object; who releases a statement was not released."""
    acts = part.dep == "nsubj" and part.head.tag != "VBN"
    verb = part.head.lower
    return verb in lexicon()["fate"] and not (acts and verb in lexicon()["fate-by-others"])


def _is_fate_noun(part: Part) -> bool:
    """True in "the murder of Turney" and "Turney's arrest"."""
    noun = part.above if part.dep == "pobj" and part.head.lower == "of" else part.head
    if noun.dep == "pobj" and noun.lower in _DATING_NOUNS:
        return False
    return part.dep in ("poss", "pobj") and noun.lower in lexicon()["fate-noun"]


def _is_person(word: Token) -> bool:
    noun = singular(word.lower)
    tables = lexicon()["relational-noun"], lexicon()["relation-of-persons"], _FOLLOWERS
    is_noun_of_persons = any(noun in table for table in tables)
    return word.tag.startswith("NNP") or is_noun_of_persons or lexicon().is_role(noun)


def _is_main(part: Part) -> bool:
    return part.head_dep in _MAIN


def _only_leads(part: Part) -> bool:
    """True in "a bench headed by Turney", "an album by Turney" and "accompanied by Turney": about something else."""
    if part.dep != "pobj" or part.head.lower != "by":
        return False
    if part.above.lower in _ACCOMPANYING:
        return True
    leads = part.above.lower in _LEADING and part.above.dep == "acl"
    return leads or (part.above.tag.startswith("NN") and part.above.dep not in (*SUBJECT, *_OBJECT, "attr"))


def _speaks_for(part: Part) -> bool:
    """True for the owner of a body that says something, not of a text: "Turney's letter said"."""
    speaks = part.dep == "poss" and part.head_dep in SUBJECT and part.above.lower in lexicon()["say"]
    return speaks and part.head.lower not in _TEXTS


PARTS: tuple[tuple[float, Callable[[Part], bool], str], ...] = (
    (0.0, lambda part: part.dep not in SUBJECT and part.is_example, "They bought players such as Silva and Turney."),
    (0.25, _says_nothing, "Turney wrote on his blog on Monday."),
    (0.25, _only_talks, "Turney spoke with a reporter."),
    (1.75, lambda part: _says(part) and part.is_late and part.is_quoted, "“We are safe,” Turney said."),
    (0.75, lambda part: _says(part) and part.is_late, "The ship was safe, Turney said."),
    (2.5, _says, "Blair said that he would stay."),
    (0.25, lambda part: part.is_asked, "They asked whether Turney would come."),
    (-0.25, lambda part: part.only_dates, "A rifle was stolen two days before Turney visited Utah."),
    (4.0, lambda part: part.dep in SUBJECT and _is_fate(part) and _is_main(part), "Turney, 58, was convicted."),
    (1.25, lambda part: part.dep == "nsubjpass" and part.head.lower in _PERCEIVED, "Turney was seen in the town."),
    (2.5, lambda part: part.dep == "nsubjpass" and _is_main(part), "Blair was asked to stay."),
    (2.25, lambda part: part.dep == "nsubj" and _is_main(part), "Blair opened the bridge."),
    (3.0, lambda part: part.dep in _OBJECT and _is_fate(part), "Police arrested Turney."),
    (1.5, lambda part: part.dep in SUBJECT and _is_fate(part), "They wept when Turney was convicted."),
    (1.0, lambda part: part.dep in SUBJECT, "They wept when Turney spoke."),
    (0.0, lambda part: part.dep in _OBJECT and part.head.lower in _LISTING, "The guests included Turney."),
    (
        0.25,
        lambda part: part.dep in _OBJECT and part.head.lower in _FEATURING and part.head_dep in _ASIDE,
        "He made the film, which also stars Turney.",
    ),
    (0.0, _is_only_told, "He told Turney that it was late."),
    (1.5, lambda part: part.is_described, "The prize went to Turney, who had won before."),
    (0.25, lambda part: part.dep in _OBJECT and part.head_dep in _ASIDE, "The man who met Turney left."),
    (1.0, lambda part: part.dep in _OBJECT and part.head.tag.startswith("VB"), "They met Turney."),
    (1.0, _is_fate_noun, "They wept after the murder of Turney."),
    (0.25, _only_leads, "He joined a field headed by Turney."),
    (1.0, lambda part: part.dep == "pobj" and part.head.lower == "by", "The goal was scored by Turney."),
    (0.0, lambda part: part.dep == "poss" and _is_person(part.head), "Turney's son Ben left."),
    (0.25, _speaks_for, "Turney's office said that the bridge was safe."),
    (1.0, lambda part: part.dep == "poss" and part.head_dep in SUBJECT, "Turney's plan failed."),
    (
        0.75,
        lambda part: part.dep == "poss" and part.head_dep in _OBJECT and part.above.dep in _MAIN,
        "They liked Turney's plan.",
    ),
    (0.0, lambda part: part.dep == "poss", "They spoke of Turney's plan."),
    (-0.75, lambda part: part.dep in ("compound", "amod", "nmod"), "Turney supporters met."),
)
"""What the part that a name plays adds to its sentence's weight, with an example in which Blair or Turney plays it."""
