"""Who is in each sentence of a page: persons who are named, persons who are not, and pronouns."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.lexicon import lexicon
from bot.text.quotations import paragraph_starts, quoted_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.models.analysis import Role
    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.actors.detection.boundaries import Candidate
    from bot.text.tokens import Page

__all__ = ["FINITE", "PRONOUNS", "Scene", "ScenePage", "Sex"]


class Sex(Enum):
    """What a name, a noun or a pronoun says of somebody."""

    MAN = "he"
    WOMAN = "she"


PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), Sex.MAN),
    **dict.fromkeys(("she", "her", "hers", "herself"), Sex.WOMAN),
}
FINITE = ("VBD", "VBZ", "VBP", "MD")
"""Tags of verbs that have a subject."""
_FIRST_PERSON = frozenset(("i", "me", "my", "myself"))
_SHORT_VERBS = frozenset(("'s", "'d", "'ll", "'ve"))
_COPULAS = frozenset(("is", "was", "be", "been", "became", "becomes", "become", "remains", "remained"))
_AUXILIARIES = frozenset(("has", "had", "would", "will", "been"))
_OF_PHRASES = ("DT", "JJ", "JJS", "NN", "NNP", "RB", "CD", "VBN", "POS")
_PHRASE = 7
"""Words of a phrase before its noun."""
_APPOSED = 13
"""Words behind a name and a comma that may say who that is: "X, a spokesman for the company, said"."""


@dataclass(slots=True)
class Scene:
    """Who is in one sentence. Words are given by their places on the page."""

    named: list[tuple[int, int, int]] = field(default_factory=list)
    """First word (of a title, where one stands before the name), last word, and whom it names: a cluster's index."""
    strangers: list[tuple[int, Sex | None]] = field(default_factory=list)
    """Words for single persons whom no name beside them names, with their sex where it is known."""
    pronouns: list[tuple[int, Sex]] = field(default_factory=list)
    """Those outside quotation marks."""
    speaks: bool = False
    """Whether somebody says "I" outside quotation marks."""


class ScenePage:
    """The scenes of one page, in the order of the text."""

    def __init__(
        self, number: int, page: Page, clusters: Sequence[NameCluster], roles: Sequence[Sequence[Role]]
    ) -> None:
        self.number = number
        self.page = page
        self.words = page.words
        self.quoted = quoted_words(page)
        self.lines = paragraph_starts(page)
        self.order = sorted(page.sentence_words, key=lambda index: page.sentence_words[index])
        self.scenes = {index: Scene() for index in self.order}
        self.bearers = _bearers(clusters)
        self._whose: dict[int, int] = {}
        self._lexicon = lexicon()
        self._people = self._lexicon["kin"] | self._lexicon["male"] | self._lexicon["female"] | self._lexicon["person"]
        owned = set(self._name(clusters, roles))
        for index in self.order:
            self.scenes[index].named.sort()
            for at in self.span(index):
                self._look_at(at, self.scenes[index], owned)

    def span(self, index: int) -> range:
        """The words of a sentence; none for one of another page."""
        first, size = self.page.sentence_words.get(index, (0, 0))
        return range(first, first + size)

    def together(self, at: int, other: int) -> bool:
        """Whether both words are there, in one sentence."""
        return 0 <= at < len(self.words) and self.words[at].sentence == self.words[other].sentence

    def acts(self, at: int) -> bool:
        """Whether a verb follows the word: "he also told"."""
        after = self._past_adverbs(at)
        return self.together(after, at) and (self.words[after].tag in FINITE or self.words[after].low in _SHORT_VERBS)

    def says(self, at: int) -> bool:
        """Whether a verb of saying follows the word."""
        after = self._past_adverbs(at, _AUXILIARIES)
        return self.together(after, at) and self.words[after].low in self._lexicon["say"]

    def owns(self, last: int) -> bool:
        """Whether a possessive follows the word: "X's brother"."""
        words = self.words
        return self.together(last + 1, last) and words[last + 1].low in ("'s", "'") and words[last + 1].joined

    def paired(self, first: int, last: int) -> bool:
        """Whether "and" and a name stand beside the name, so that "they" would take it up; or "-led" and the like."""
        words = self.words
        return (
            (self.together(last + 2, last) and words[last + 1].low == "and" and words[last + 2].capital)
            or (first > 1 and words[first - 1].low == "and" and words[first - 2].capital)
            or (self.together(last + 1, last) and words[last + 1].text == "-" and words[last + 1].joined)
        )

    def said_before(self, first: int) -> bool:
        """Whether the verb of a quotation stands before a name: ``"...," said X``."""
        words = self.words
        behind = first > 1 and (self.quoted[first - 2] or words[first - 2].text == ",")
        return behind and words[first - 1].low in self._lexicon["say"] and self.together(first - 1, first)

    def leads(self, first: int, last: int) -> bool:
        """Whether a name is the subject of its sentence: no verb before it, no preposition, owning nothing."""
        words = self.words
        if self.owns(last):
            return False
        if self.said_before(first) or (first and words[first - 1].text == "," and self.says(last)):
            return True
        before = range(self.span(words[first].sentence).start, first)
        return not any(not self.quoted[k] and words[k].tag in (*FINITE, "IN", "TO") for k in before)

    def _past_adverbs(self, at: int, also: frozenset[str] = frozenset()) -> int:
        after = at + 1
        while after < min(at + 3, len(self.words)) and (self.words[after].tag == "RB" or self.words[after].low in also):
            after += 1
        return after

    def _name(self, clusters: Sequence[NameCluster], roles: Sequence[Sequence[Role]]) -> Iterator[int]:
        """Puts the names of persons into their scenes; gives the words of the names and of what they are called."""
        for person, cluster in enumerate(clusters):
            for mention in cluster.occurrences:
                index = self.words[mention.first].sentence if mention.page == self.number else None
                if index is None or mention.first not in self.span(index):
                    continue
                if cluster.kind is not ActorKind.PERSON:
                    if self._may_be_person(mention):
                        self.scenes[index].strangers.append((mention.first, None))
                    continue
                first = mention.title[0] if mention.title is not None else mention.first
                self.scenes[index].named.append((first, mention.last, person))
                yield from range(first, mention.last + 1)
                self._whose.update(dict.fromkeys(range(first, mention.last + 1), person))
                yield from self._apposed(mention.last + 1)
            for role in roles[person]:
                yield from self._words_of(role)

    def _may_be_person(self, mention: Candidate) -> bool:
        """Whether a name that was read as a firm's or a place's may yet be somebody's: one unknown word that acts."""
        known = " " in mention.key or mention.key.isupper() or self._lexicon.usual(mention.key)
        return not known and self.acts(mention.last) and self.leads(mention.first, mention.last)

    def _apposed(self, comma: int) -> Iterator[int]:
        """The words between a name's comma and the next one or a verb."""
        words = self.words
        if comma + 1 >= len(words) or words[comma].text != "," or words[comma + 1].capital:
            return
        for at in range(comma + 1, comma + 1 + _APPOSED):
            if not self.together(at, comma) or words[at].tag in FINITE or words[at].text == ",":
                return
            yield at

    def _words_of(self, role: Role) -> Iterator[int]:
        """The words of a role in its sentence."""
        span = self.span(role.sentence)
        if not span:
            return
        found = self.page.text.find(role.text, self.words[span[0]].start, self.words[span[-1]].end)
        if found >= 0:
            yield from (at for at in span if found <= self.words[at].start < found + len(role.text))

    def _look_at(self, at: int, scene: Scene, owned: set[int]) -> None:
        word = self.words[at]
        if word.low in PRONOUNS:
            if not self.quoted[at]:
                scene.pronouns.append((at, PRONOUNS[word.low]))
        elif word.low in _FIRST_PERSON:
            scene.speaks |= not self.quoted[at]
        elif at in owned:
            return
        elif word.label == "PERSON" and word.capital and not self._lexicon.usual(word.text):
            scene.strangers.append((at, None))
        elif self._is_person(at, owned):
            scene.strangers.append((at, self._sex(word.low)))

    def _is_person(self, at: int, owned: set[int]) -> bool:
        """Whether a word stands for one person, and does not only say what somebody is who is named."""
        word, low, lex = self.words[at], self.words[at].low.rpartition("-")[2], self._lexicon
        if low == "old" and word.joined and self.words[at - 1].text == "-":
            return not self._follows(at, ("NN", "JJ"))  # "the 34-year-old"
        if word.tag not in ("NN", "NNP") and low not in lex["person"]:
            return False
        if low in self._people or lex.is_role(low):
            return not self._follows(at, ("NN",)) and not self._is_predicate(at, owned)
        return word.capital and low in lex.demonyms and word.tag != "JJ" and self._follows(at, FINITE)

    def _follows(self, at: int, tags: tuple[str, ...]) -> bool:
        return self.together(at + 1, at) and self.words[at + 1].tag.startswith(tags)

    def _is_predicate(self, at: int, owned: set[int]) -> bool:
        """Whether the noun says what a named subject is: "X is a lawyer", "he became the leader", "as a coach"."""
        words, verb = self.words, at - 1
        while verb > max(at - _PHRASE, 0) and words[verb].tag in _OF_PHRASES:
            verb -= 1
        if words[verb].low == "as":
            return True
        if words[verb].low not in _COPULAS:
            return False
        subject = verb - 1
        while subject > 0 and (words[subject].tag == "RB" or words[subject].low in _AUXILIARIES):
            subject -= 1
        if not self.together(subject, at):
            return False
        if subject not in owned:
            return words[subject].low in ("he", "she", "who")
        # "D. Smith is A. Smith's brother", read as one person's name
        return self._whose.get(subject, -1) not in {self._whose.get(k) for k in range(verb, at)}

    def _sex(self, noun: str) -> Sex | None:
        male, female = self._lexicon["male"], self._lexicon["female"]
        head = noun if noun in male | female else noun.rpartition("-")[2]
        return Sex.MAN if head in male else Sex.WOMAN if head in female else None


def _bearers(clusters: Sequence[NameCluster]) -> dict[str, set[int]]:
    """For the last word of each person's names whose it is."""
    found: dict[str, set[int]] = {}
    for person, cluster in enumerate(clusters):
        if cluster.kind is ActorKind.PERSON:
            for form in cluster.forms:
                found.setdefault(form.casefold().replace("-", " ").rpartition(" ")[2], set()).add(person)
    return found
