"""Who "he" and "she" are, where that is safe: as the subject of a sentence, where nobody else can be meant.

A pronoun is somebody's only if going back from it, in its paragraph or the one before, the first sentence that has any
person in it has one who fits, by name or as a pronoun that was sure itself. Anybody else who fits there speaks against
it: another name of that sex or of unknown sex, a stranger ("a driver", "his wife"), an "I" outside quotation marks.
Only after a verb of saying may others be spoken of: "X said that Y was wrong. He added ...". Nothing is resolved inside
quotations. How often this is right, and how many it finds, ``bench/pronouns.py`` measures.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.actors.coreference.gender import sexes
from bot.text.actors.coreference.participants import FINITE, PRONOUNS, ScenePage
from bot.text.lexicon import lexicon
from bot.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.models.analysis import Role
    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.actors.coreference.participants import Scene, Sex
    from bot.text.tokens import Page

__all__ = ["Pronoun", "resolve_pronouns", "subject_pronoun"]

_HE_OR_SHE = re.compile(r"\b(?:he|she)\b(?!-)", re.IGNORECASE)
_QUOTATION = re.compile(r"\"[^\"]*(?:\"|$)|(?<!\w)'(?=\w)(?:[^']|'(?=\w))*'(?!\w)")
_MAX_LEAD = 12
"""Words that may stand before the pronoun in its sentence, but for "..., he said."."""
_SILENT = 2
"""Sentences without any person that may stand between the pronoun and who it is."""
_SINCE = 6
"""Sentences since the name was last written."""
_WINDOW = 600
"""Characters before the pronoun in which nobody else may fit, where the name is no subject."""
_GOES_ON = frozenset(
    "said says added adds argued argues insisted insists stressed explained explains noted notes warned warns predicted"
    " concluded commented acknowledged conceded".split()
)
"""Verbs with which whoever spoke speaks on; who claims, denies or tells may be who was spoken of."""
_DAMAGED = re.compile(r"(?<!\S)\?\w")
"""A quotation mark that a wrong decoding turned into a question mark: where quotations end cannot be told."""
_OPENS_LEAD = ("IN", "RB", "TO", "VBG", "VBN", "WRB", "CC")


@dataclass(frozen=True, slots=True)
class Pronoun:
    """The word ``first`` of the page ``page`` (an index into the pages): a pronoun that is its sentence's subject."""

    page: int
    first: int


@dataclass(frozen=True, slots=True)
class _Subject:
    """Who a sentence's subject is: a cluster's index, sentences since its name was written, its first and last word."""

    person: int
    since: int
    first: int
    at: int


def resolve_pronouns(
    clusters: Sequence[NameCluster], roles: Sequence[Sequence[Role]], pages: Sequence[Page]
) -> list[dict[int, Pronoun]]:
    """For each cluster the sentences (by index) that do not name it, and whose subject is surely it."""
    found: list[dict[int, Pronoun]] = [{} for _ in clusters]
    bodies = [(n, page) for n, page in enumerate(pages) if page.sentence_words]
    if not any(cluster.kind is ActorKind.PERSON for cluster in clusters):
        return found
    resolvers = [_Resolver(n, page, clusters, roles) for n, page in bodies]
    known = sexes(clusters, roles, resolvers)
    for resolver in resolvers:
        for index, at, person in resolver.resolve(known):
            found[person][index] = Pronoun(resolver.number, at)
    return found


def subject_pronoun(sentence: str) -> str | None:
    """The pronoun of a sentence that ``resolve_pronouns`` gave to somebody, as it is written there.

    It is the first "he" or "she" outside quotation marks; None where there is none.
    """
    found = _HE_OR_SHE.search(_QUOTATION.sub(lambda quotation: " " * len(quotation[0]), fold(sentence)))
    return found[0] if found else None


class _Resolver(ScenePage):
    """Reads the sentences of one page in order."""

    def resolve(self, known: Sequence[Sex | None]) -> Iterator[tuple[int, int, int]]:
        """Sentence, word and person of each pronoun that is sure; ``known`` is the sex of each cluster."""
        subjects: dict[int, _Subject] = {}
        if _DAMAGED.search(self.page.text):
            return
        for position, index in enumerate(self.order):
            at = self._subject(index)
            if at is not None and (subject := self._antecedent(position, at, known, subjects)) is not None:
                subjects[index] = subject
                yield index, at, subject.person

    # ------------------------------------------------------------ the pronoun

    def _subject(self, index: int) -> int | None:
        """The pronoun that is the subject of a sentence in which nobody is named before it, or None."""
        scene, words, span = self.scenes[index], self.words, self.span(index)
        at = next((k for k, _ in scene.pronouns if words[k].low in ("he", "she")), None)
        if at is None or scene.speaks or words[at].headline or not self.acts(at):
            return None
        sex = PRONOUNS[words[at].low]
        others = (
            any(first < at and not self.quoted[first] for first, _, _ in scene.named)
            or any(k < at and found in (None, sex) for k, found in scene.strangers)
            or any(k < at and found is not sex for k, found in scene.pronouns)
        )
        lead = [k for k in range(span.start, at) if not self.quoted[k] and words[k].text[0].isalnum()]
        if others or not self._may_lead(lead, at):
            return None
        text = self.page.text[words[span[0]].start : words[span[-1]].end]
        return at if (subject_pronoun(text) or "").casefold() == words[at].low else None

    def _may_lead(self, lead: Sequence[int], at: int) -> bool:
        """Whether the words before a pronoun leave it the subject: "But", "On Monday,", "After the vote was lost,"."""
        words, lex = self.words, lexicon()
        if all(words[k].tag in ("RB", "CC") for k in lead):
            return True
        comma = words[at - 1].text == ","
        if comma and self.says(at) and at + 2 < len(words) and words[at + 2].text in ",.:":
            return True
        if len(lead) > _MAX_LEAD:
            return False
        finite, opening = any(words[k].tag in FINITE for k in lead), words[lead[0]]
        if comma:
            return opening.tag in _OPENS_LEAD and (not finite or opening.low in lex["clause-opener"])
        timed = words[at - 1].tag == "CD" or words[at - 1].low in lex["weekday"] | lex["time"]
        return timed and not finite and opening.tag in ("IN", "JJ", "NNP", "RB")

    # ------------------------------------------------------------ whom it stands for

    def _antecedent(
        self, position: int, at: int, known: Sequence[Sex | None], subjects: Mapping[int, _Subject]
    ) -> _Subject | None:
        """Whom a pronoun stands for; None where it is not sure."""
        sex, here = PRONOUNS[self.words[at].low], self.scenes[self.order[position]]
        line, silent, speech = self._line(at), 0, self._goes_on(at)
        for back in range(1, min(position, _SINCE) + 1):
            index = self.order[position - back]
            scene, subject, span = self.scenes[index], subjects.get(index), self.span(index)
            if line - self._line(span.start) > 1 or scene.speaks:
                return None
            others = any(found in (None, sex) for _, found in scene.strangers)
            if speech and (speaker := self._speaker(scene, subject)) is not None:
                own = any(person == speaker.person for _, _, person in here.named)
                adds = self.quoted[at - 1] or self.words[at + 1].low in ("added", "adds")
                sure = known[speaker.person] is sex and not own and (adds or not others)
                sure = sure and not self._shared(speaker, known)
                return self._after(speaker, back, at) if sure else None
            quoted = all(self.quoted[k] for k in span)
            speech = speech and quoted
            fits = {person for _, _, person in scene.named if known[person] in (None, sex)}
            if subject is not None and known[subject.person] is sex:
                fits.add(subject.person)
            same = [k for k, found in scene.pronouns if found is sex]
            if others or len(fits) > 1:
                return None
            if fits:
                (person,) = fits
                if known[person] is not sex or any(known[one] in (None, sex) for _, _, one in here.named):
                    return None
                found = self._only(person, scene, same, subject, must_lead=silent > 0)
                if (
                    found is None
                    or self._shared(found, known)
                    or not (self._clear(found, same, at) or self._alone(person, position, known, sex))
                ):
                    return None
                return self._after(found, back, at)
            silent += not same
            line -= quoted and not same
            if silent > _SILENT:
                return None
        return None

    def _speaker(self, scene: Scene, subject: _Subject | None) -> _Subject | None:
        """Who says what a sentence tells: its subject, before a verb of saying or, at the end, behind one."""
        if subject is not None:
            return subject if self.says(subject.at) else None
        spoken = [name for name in scene.named if not self.quoted[name[0]]]
        if not spoken:
            return None
        first, last, person = spoken[0]
        alone = not any(k < first and not self.quoted[k] for k, _ in scene.strangers)
        speaks = alone and (self.said_before(first) or self.says(last)) and self.leads(first, last)
        return _Subject(person, 0, first, last) if speaks else None

    def _shared(self, subject: _Subject, known: Sequence[Sex | None]) -> bool:
        """Whether a bare name may as well be another's who has it: of two of one family, say."""
        bearers = self.bearers.get(self.words[subject.at].low, set()) - {subject.person}
        return any(known[one] in (None, known[subject.person]) for one in bearers)

    def _only(
        self, person: int, scene: Scene, same: Sequence[int], subject: _Subject | None, *, must_lead: bool
    ) -> _Subject | None:
        """The only person of a sentence who may be meant, unless a pronoun before the name may be another's."""
        if subject is not None and subject.person == person:
            return subject
        spoken = [name for name in scene.named if name[2] == person and not self.quoted[name[0]]]
        if not spoken or (same and same[0] < spoken[0][0]):
            return None
        first, last, _ = spoken[0]
        begins = not any(self.words[k].tag in FINITE for k in range(self.span(self.words[first].sentence).start, first))
        if (self.owns(last) and begins) or (must_lead and not self.leads(first, last)) or self.paired(first, last):
            return None
        return _Subject(person, 0, first, last)

    def _goes_on(self, at: int) -> bool:
        """Whether a verb follows the pronoun with which whoever spoke speaks on: "he added", ``"...," he told``."""
        if self.quoted[at - 1] and self.says(at):
            return True
        return any(self.together(k, at) and self.words[k].low in _GOES_ON for k in (at + 1, at + 2))

    def _clear(self, subject: _Subject, same: Sequence[int], at: int) -> bool:
        """Whether a sentence's subject is what the next one goes on about: it does not report what others did."""
        if subject.since == 0 and not self.leads(subject.first, subject.at):
            return False
        reports = self.says(subject.at) and any(k > subject.at for k in same)
        return not reports or self._goes_on(at) or self.words[at + 1].low == "also"

    def _alone(self, person: int, position: int, known: Sequence[Sex | None], sex: Sex) -> bool:
        """Whether nobody else who fits is named in the text before the pronoun."""
        here = self.words[self.span(self.order[position]).start].start
        for index in reversed(self.order[:position]):
            last = max(self.span(index).stop - 1, 0)
            if here - self.words[last].end > _WINDOW:
                return True
            if any(one != person and known[one] in (None, sex) for _, _, one in self.scenes[index].named):
                return False
        return True

    def _after(self, subject: _Subject, back: int, at: int) -> _Subject | None:
        """The same person as the subject of a sentence ``back`` later, unless the name is too far."""
        since = subject.since + back
        return _Subject(subject.person, since, at, at) if since <= _SINCE else None

    def _line(self, at: int) -> int:
        return bisect_right(self.lines, at)
