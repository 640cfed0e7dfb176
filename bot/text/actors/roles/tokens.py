"""What single words are to a role: titles, owners, modifiers, and words that are none of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import ActorKind
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import TokenizedText

__all__ = ["DASHES", "DETERMINERS", "NOUNS", "TIMES", "WordReader"]

NOUNS = ("NN", "NNP", "NNPS", "NNS")
DETERMINERS = ("a", "an", "the")
DASHES = ("-", "--", "–", "—")
TIMES = ("former", "current", "ex", "then", "outgoing", "incoming", "acting")
_STOPS = frozenset((",", ";", ":", ".", "(", ")", "-", "--", "–", "—", "...", "?", "!", '"', "`", "[", "]"))


class WordReader:
    """Reads the words of one page; ``owners`` tells which words belong to a mention of an actor of which kind."""

    def __init__(self, page: TokenizedText, owners: Mapping[int, ActorKind]) -> None:
        self._page = page
        self._words = page.tokens
        self._owners = owners
        self._lexicon = lex = lexicon()
        # "Secretary of State" is a title, but a state is nobody
        self._titles = frozenset(title[-1] for title in lex.titles if not {"of", "for"} & set(title))
        self._kin = lex["kin"] - lex["role"]
        self._no_modifier = lex["no-modifier"] | lex["time"] | lex["kin"] - lex["role"] | lex["calendar"]

    def _is_role(self, low: str) -> bool:
        return low in self._titles or self._is_noun(low)

    def _is_noun(self, low: str) -> bool:
        """Whether a noun says what somebody is, also where it is no title."""
        return self._lexicon.is_role(low) or low in self._lexicon["occupation"]

    def _is_compound(self, at: int) -> bool:
        """Whether a role of two words ends here: "fly-half", "runner-up"."""
        joined = self._low(at - 1) == "-" and self._words[at].no_space_before
        return joined and self._is_noun(f"{self._low(at - 2)}-{self._low(at)}")

    def _is_title(self, at: int) -> bool:
        return self._low(at) in self._titles

    def _title_size(self, at: int) -> int:
        """How many words from here are a title."""
        return self._lexicon.title_at(tuple(self._low(k) for k in range(at, min(at + 5, len(self._words)))))

    def _low(self, at: int) -> str:
        return self._words[at].lower if 0 <= at < len(self._words) else ""

    def _same(self, at: int, other: int) -> bool:
        return 0 <= at < len(self._words) and self._words[at].sentence == self._words[other].sentence

    def _stops(self, at: int) -> bool:
        word = self._words[at]
        written = word.text == ";" and self._low(at - 1).endswith("amp")  # "Smith &amp; Sons"
        return word.text in _STOPS and not (word.text == "-" and word.no_space_before) and not written

    def _is_person(self, at: int) -> bool:
        return self._owners.get(at) is ActorKind.PERSON

    def _modifies(self, at: int, *, strict: bool) -> bool:
        """Whether a word may stand before the noun of a role; before a capitalised title only known words may."""
        word = self._words[at]
        if (word.lower in self._no_modifier and at not in self._owners) or (self._is_person(at) and not self._owns(at)):
            return False
        if self._is_small(at):
            return False
        if (word.lower == "case" and self._low(at - 1) == "in") or self._is_deed(at) or self._is_saying(at):
            return False
        if word.tag == "VB" and self._low(at - 1) in ("to", "did", "will", "would", "not"):
            return False  # "to convict | millionaire X", "he did press | Secretary X"
        if ")" in word.text:
            return False  # "(CNN)When | President X"
        if word.lower in self._lexicon["qualifier"] or word.lower in self._lexicon.demonyms:
            return True
        if self._is_role(word.lower) and (word.is_capitalised or not strict):
            return True
        if at in self._owners or word.tag == "POS" or (word.text == "-" and word.no_space_before):
            return True
        if word.is_capitalised and (self._lexicon.canonical(word.text) or word.lower in self._lexicon["abbreviation"]):
            return True
        if word.is_sent_start and not (word.is_capitalised and word.tag in (*NOUNS, "JJ")):
            return False
        return not strict and (word.tag in NOUNS or word.tag in ("JJ", "JJS", "CD"))

    def _is_small(self, at: int) -> bool:
        """Whether this is a small word and not, like "government" within a sentence, part of a name or an office."""
        word = self._words[at]
        if word.lower not in self._lexicon["function"] or word.lower in self._lexicon["qualifier"]:
            return False
        noun = word.tag in ("NN", "NNS") and (not word.is_capitalised or word.lower == "government")
        return not noun and not (at in self._owners and word.is_capitalised)

    def _is_deed(self, at: int) -> bool:
        """Whether a participle is what somebody did: "Poe | closed | designer Roe's show"."""
        word, before = self._words[at], self._words[at - 1]
        if not word.lower.endswith("ed") or word.is_capitalised or not self._same(at - 1, at):
            return False
        done_by_name = before.is_capitalised and before.tag in NOUNS and word.lower not in self._lexicon["qualifier"]
        return done_by_name or word.tag == "VBD"

    def _short_form(self, at: int) -> bool:
        """Whether brackets with the short form of a name end here: "(AAP)"."""
        return self._low(at) == ")" and self._low(at - 2) == "(" and self._words[at - 1].text.isupper()

    def _is_saying(self, at: int) -> bool:
        """Whether this is the verb behind a quotation: "..." notes | stylist X."""
        return self._low(at) in self._lexicon["say"] and self._low(at - 1) in ('"', ",", "?", "!")

    def _owns(self, at: int) -> bool:
        """Whether a possessive follows the name at this word: "Blair's spokesman"."""
        while self._is_person(at + 1):
            at += 1
        return self._low(at + 1) == "'s" or (self._low(at + 1) == "'" and self._words[at + 1].tag == "POS")

    def _acts(self, name: NameCandidate) -> bool:
        """Whether a finite verb follows, so that the tagger's verb before the name is a noun: "lock X said"."""
        after = name.last + 1
        return self._same(after, name.last) and self._words[after].tag in ("VBD", "VBZ", "MD")
