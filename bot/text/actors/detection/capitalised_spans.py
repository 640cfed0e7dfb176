"""Runs of capitalised words, with the small words, hyphens and ampersands that hold a name together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text.lexicon import Lexicon, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.text.tokens import Page, Word

__all__ = ["RunFinder", "lows_of", "text_of"]

MAX_WORDS = 12
"""A longer run of capitals is no name but a list or a shout."""
SHORT_PREFIX = 3
"""Letters of a word before a hyphen that may be a particle: "ex-", "al-", "pro-"."""
_PREFIXES = frozenset("anti post then turned half trans inter intra former vice self semi ultra cross late".split())
_NAMED = frozenset(("ORG", "GPE", "LOC", "FAC"))


def text_of(words: Sequence[Word], first: int, last: int) -> str:
    """The text of the words ``first`` to ``last``, quotes folded and white space made single."""
    return "".join(w.text if w.joined and k else f" {w.text}" for k, w in enumerate(words[first : last + 1])).strip()


def lows_of(words: Sequence[Word], first: int, last: int) -> tuple[str, ...]:
    """The words ``first`` to ``last`` in lower case."""
    return tuple(w.low for w in words[first : last + 1])


class RunFinder:
    """Finds the runs of one page."""

    def __init__(self, page: Page) -> None:
        self._words = page.words
        self._lexicon: Lexicon = lexicon()
        self._function = self._lexicon["function"]
        self._bodies = self._lexicon["body"] | self._lexicon["company"]
        self._of_heads = self._bodies | self._lexicon["place"]
        self._endings = self._of_heads | self._lexicon["event"]

    def runs(self) -> Iterator[tuple[int, int]]:
        """First and last word of each run outside headlines, in the order of the text."""
        at, words = 0, self._words
        while at < len(words):
            if words[at].headline or not self._starts(at):
                at += 1
                continue
            last = self._table_name(at)
            while (following := self._extend(at, last)) is not None:
                last = following
            if last - at < MAX_WORDS:
                yield at, last
            at = last + 1

    def _table_name(self, at: int) -> int:
        """The last word of the longest name of the tables that begins here, small words and all; else ``at``."""
        words = self._words
        longest = min(self._lexicon.first_word_lengths.get(words[at].low, 0), len(words) - at)
        for size in range(longest, 2, -1):
            end = at + size - 1
            whole = words[end].text[-1].isalnum() or words[end].text[-1] == "."
            if whole and words[end].sentence == words[at].sentence and self._lexicon.canonical(text_of(words, at, end)):
                return end
        return at

    def _starts(self, at: int) -> bool:
        word = self._words[at]
        if word.capital:
            return not self._ends_compound(at)
        if word.low not in self._lexicon["opening-particle"] or word.joined:
            return False
        after = at + 2 if at + 1 < len(self._words) and self._words[at + 1].text == "-" else at + 1
        return after < len(self._words) and self._words[after].capital and self._words[after].sentence == word.sentence

    def _ends_compound(self, at: int) -> bool:
        """Whether a common word and a hyphen stand before: "flood-Gates"; not "ex-Chelsea", "al-Sisi"."""
        if at < 2 or self._words[at - 1].text != "-" or not (self._words[at].joined and self._words[at - 1].joined):
            return False
        before = self._words[at - 2]
        return before.low == before.text and len(before.text) > SHORT_PREFIX and before.low not in _PREFIXES

    def _capital(self, at: int, sentence: int) -> bool:
        if at >= len(self._words):
            return False
        word = self._words[at]
        return word.capital and word.sentence == sentence and not word.headline

    def _same_entity(self, left: int, right: int, labels: frozenset[str] = _NAMED) -> bool:
        a, b = self._words[left], self._words[right]
        return a.entity is not None and a.entity == b.entity and a.label in labels

    def _extend(self, first: int, last: int) -> int | None:
        """The index of the next word that belongs to the run, or None."""
        words, at = self._words, last + 1
        if at >= len(words) or words[at].sentence != words[last].sentence or words[at].headline:
            return None
        word, sentence = words[at], words[last].sentence
        if word.capital:
            korean = (
                words[last].low in self._lexicon["family-first"] and at + 1 < len(words) and words[at + 1].text == "-"
            )
            closed = word.low in self._function and not word.tag.startswith("NNP") and not korean
            return None if closed or word.opens else at
        if word.text == "-" and word.joined:
            return self._across_hyphen(at, sentence)
        if word.text in ("&", "'n'") and self._capital(at + 1, sentence):
            return at + 1
        if word.low in self._lexicon["particle"]:
            after = at + 1
            if after < len(words) and (words[after].low in self._lexicon["particle"] or words[after].text == "-"):
                after += 1
            return after if self._capital(after, sentence) and words[at].low != "st" else None
        if word.low in ("of", "for"):
            return self._across_of(first, last, at, sentence)
        if word.low == "and" and self._capital(at + 1, sentence):
            return self._across_and(first, last, at)
        return self._across_mark(first, last, at) if self._capital(at + 1, sentence) else None

    def _across_mark(self, first: int, last: int, at: int) -> int | None:
        """Across "People's Republic", "St James' Park", "Dwayne "The Rock" Johnson" and "Smith, Jr."."""
        words, mark = self._words, self._words[at].text
        following = words[at + 1].low
        if mark == "'s" and words[last].low in self._lexicon["possessor"]:
            return at + 1
        saint = words[first].low in ("st", "st.", "king", "queen", "lord", "earl")
        if mark in ("'", "'s") and following in self._endings and (mark == "'" or saint):
            return at + 1
        if mark == "," and following in ("jr.", "jr", "inc", "inc.", "sr."):
            return at + 1
        if mark == '"' and not words[at].joined:
            closing = next(
                (k for k in range(at + 2, min(at + 6, len(words) - 1)) if words[k].text in ('"', "''")), None
            )
            if closing is not None and self._capital(closing + 1, words[at].sentence):
                return closing + 1
        return None

    def _across_hyphen(self, at: int, sentence: int) -> int | None:
        words = self._words
        if at + 1 < len(words) and words[at + 1].joined:
            if self._capital(at + 1, sentence):
                return at + 1
            small = words[at + 1].low in ("au", "sur", "de", "la", "le", "en", "il", "un", "ul", "al", "el", "e")
            if small and at + 2 < len(words):
                if words[at + 2].text == "-" and self._capital(at + 3, sentence):
                    return at + 3
                return at + 1 if words[at + 1].low in ("il", "un", "e") else None
            if len(words[at + 1].text) >= 2 and self._korean(at):
                return at + 1
        return None

    def _korean(self, at: int) -> bool:
        """Whether "Kim Jong-il" goes on in lower case after its hyphen."""
        words = self._words
        if at < 2 or len(words[at + 1].text) > 5 or not words[at - 2].capital:
            return False
        return words[at + 1].tag.startswith("NNP") or words[at - 2].low in self._lexicon["family-first"]

    def _across_of(self, first: int, last: int, at: int, sentence: int) -> int | None:
        words, after = self._words, at + 1
        if after < len(words) and words[after].low == "the":
            after += 1
        if not self._capital(after, sentence):
            return None
        end = max(k for k in range(last, min(last + 5, len(words))) if words[k].sentence == words[last].sentence)
        title = self._lexicon.title_at(lows_of(words, last, end))
        if title > after - last:
            return last + title - 1  # "Secretary of Commerce", "Minister for Home Affairs"
        if self._lexicon.canonical(text_of(words, first, after)):
            return after
        if self._lexicon.title_at((words[last].low,)) or words[last].low in self._lexicon["no-of"]:
            return None
        heads = self._of_heads if words[at].low == "of" else self._bodies
        fits = words[last].low in heads or (words[at].low == "of" and self._same_entity(last, after))
        return after if fits and words[last].low not in self._lexicon["calendar"] else None

    def _ends_as_body(self, at: int) -> bool:
        """Whether the capitalised words from here end with what bodies are called."""
        last = at
        while self._capital(last + 1, self._words[at].sentence) and last - at < MAX_WORDS:
            last += 1
        return self._words[last].low in self._bodies

    def _across_and(self, first: int, last: int, at: int) -> int | None:
        words = self._words
        if self._lexicon.canonical(text_of(words, first, at + 1)):
            return at + 1
        entity = words[last].entity
        if words[last].low in self._lexicon.first_names and self._ends_as_body(at + 1):
            return at + 1  # "Bill and Melinda Gates Foundation"
        if not self._same_entity(last, at + 1, frozenset(("ORG",))) or self._lexicon.canonical(words[last].text):
            return None
        ends = [w.low for w in words[at + 1 : at + 6] if w.entity == entity]
        return at + 1 if ends and ends[-1] in self._bodies else None
