"""Tells the mentions of an article's sources from those of its actors: agencies, outlets, credited reporters.

"Reuters reported", "told CNN", "(AP)", "Writing by ...", "posted on Twitter" say where something was told.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from bot.models.analysis import TITLE_DOC, ActorKind
from bot.text.actors.classification.deeds import is_called_medium
from bot.text.actors.outlets import is_outlet, source_words
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.text.actors.coreference.name_clusters import NameCluster
    from bot.text.actors.credits import Lines
    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token, TokenizedText

__all__ = ["SOURCE_RULES", "actor_mentions", "is_only_credited"]

_DASHES = frozenset(("-", "--", "\u2013", "\u2014", "|"))
_MIN_MENTIONS_OF_OUTLET = 3
"""An outlet or its reporter in no headline is an actor from this many mentions on that credit nothing to it."""
_REPORTERS = frozenset(("correspondent", "reporter", "editor", "columnist"))
_MAX_REPORTER_WORDS = 8
_SHOWS = frozenset(
    "documentary documentaries series miniseries show drama comedy sitcom special film movie thriller".split()
)
"""Works before which a channel only says where they are to be seen."""
_LISTING = frozenset((",", "and", "or", "the", "&"))
_MAX_BETWEEN, _MIN_LISTED = 4, 3
"""Distance in tokens between two places of a list, and places from which they are one."""
_OF_OUTLETS = frozenset(
    "'s affiliate interview poll survey exclusive correspondent reporter anchor analyst commentator".split()
)
"""Words after the name of an outlet that is the source: "a CNN poll", "in an exclusive ABC News interview"."""
_POSTS = frozenset("post posts page account feed message messages profile followers".split())
_NOT_MEDIA = frozenset("court congress senate parliament council committee commons lords house".split())
"""Bodies to which something is told that are no outlets."""


class _Mention(NamedTuple):
    """A mention with its actor and the words around it."""

    kind: ActorKind
    is_outlet: bool
    name: NameCandidate
    tokens: Sequence[Token]
    line: range
    """The tokens of its line."""

    def word(self, at: int) -> str:
        """The word so many before the name (negative) or after it (from 1 on), in lower case; "" outside the line."""
        index = self.name.first + at if at < 0 else self.name.last + at
        return self.tokens[index].lower if index in self.line else ""


def actor_mentions(
    clusters: Sequence[NameCluster], texts: Sequence[TokenizedText], lines: Sequence[Lines]
) -> list[list[NameCandidate]]:
    """For each actor its mentions other than those as a source; none for what is only a source.

    ``lines`` are those of each text. A city in a dateline only tells where the article was written.
    """
    enumerated = _enumerated_places(clusters, texts)
    return [
        [name for name in _mentions_as_actor(cluster, texts, lines) if (name.text_index, name.first) not in enumerated]
        for cluster in clusters
    ]


def is_only_credited(cluster: NameCluster, texts: Sequence[TokenizedText], lines: Sequence[Lines]) -> bool:
    """True for what datelines, credits and signatures alone name, which is no actor.

    "LONDON (Reuters) - ", "(Writing by X)", "—AP".
    """
    return all(_is_credited(cluster, name, texts, lines) for name in cluster.occurrences)


def _is_credited(
    cluster: NameCluster, name: NameCandidate, texts: Sequence[TokenizedText], lines: Sequence[Lines]
) -> bool:
    line = lines[name.text_index]
    if name.first in line.aside:
        return cluster.kind is not ActorKind.PLACE or name.first in line.credited
    outlet = cluster.kind is ActorKind.ORGANISATION and any(map(is_outlet, cluster.forms))
    mention = _Mention(cluster.kind, outlet, name, texts[name.text_index].tokens, line.of[name.first])
    return _is_in_brackets(mention) or _ends_line(mention)


def _enumerated_places(clusters: Sequence[NameCluster], texts: Sequence[TokenizedText]) -> set[tuple[int, int]]:
    """Text and first word of each place in a list of three or more: "the US, India and Russia"."""
    places = sorted(
        (name.text_index, name.first, name.last)
        for cluster in clusters
        if cluster.kind is ActorKind.PLACE
        for name in cluster.occurrences
    )
    found: set[tuple[int, int]] = set()
    chain: list[tuple[int, int]] = []
    last_of_chain = (-1, -1)
    for index, first, last in places:
        is_near = index == last_of_chain[0] and 1 < first - last_of_chain[1] <= _MAX_BETWEEN
        between = texts[index].tokens[last_of_chain[1] + 1 : first] if is_near else ()
        goes_on = is_near and all(token.lower in _LISTING for token in between)
        chain = [*chain, (index, first)] if goes_on else [(index, first)]
        if len(chain) >= _MIN_LISTED:
            found.update(chain)
        last_of_chain = (index, last)
    return found


def _mentions_as_actor(
    cluster: NameCluster, texts: Sequence[TokenizedText], lines: Sequence[Lines]
) -> list[NameCandidate]:
    # "Michael Bloomberg" is none though "Bloomberg" is
    are_outlets = all if cluster.kind is ActorKind.PERSON else any
    outlet = cluster.kind is not ActorKind.PLACE and are_outlets(map(is_outlet, cluster.forms))
    outlet |= cluster.kind is ActorKind.ORGANISATION and any(
        is_called_medium(name, texts[name.text_index]) for name in cluster.occurrences
    )
    kept, in_headline, reports = [], False, False
    for name in cluster.occurrences:
        text, line = texts[name.text_index], lines[name.text_index]
        if name.first in line.aside:
            continue
        mention = _Mention(cluster.kind, outlet, name, text.tokens, line.of[name.first])
        if not _is_source(mention):
            kept.append(name)
            in_headline |= text.doc in (TITLE_DOC, None)
        reports |= _is_reporter(mention)
    is_subject = any(_opens_article(name, texts) for name in kept)
    is_other = in_headline or is_subject or len(kept) >= _MIN_MENTIONS_OF_OUTLET
    return kept if is_other or not (outlet or reports) else []


def _is_source(mention: _Mention) -> bool:
    for applies, _ in SOURCE_RULES:  # noqa: SIM110 - twice as fast as any()
        if applies(mention):
            return True
    return False


def _opens_article(name: NameCandidate, texts: Sequence[TokenizedText]) -> bool:
    """True for the subject of the first sentence: "The BBC leads the nominations"."""
    words = texts[name.text_index].tokens[name.first : name.last + 1]
    return words[0].sentence == 0 and any(word.dep in ("nsubj", "nsubjpass") for word in words)


def _is_in_brackets(m: _Mention) -> bool:
    return m.is_outlet and m.word(-1) in ("(", "[", "/", "|") and m.word(1) in (")", "]", "/", "|")


def _ends_line(m: _Mention) -> bool:
    if not m.is_outlet:
        return False
    before = m.word(-1) in _DASHES or (m.word(-1) == "the" and m.word(-2) in _DASHES)
    return before and m.word(1) in ("", ".", ")")


def _is_told(m: _Mention) -> bool:
    if m.kind is not ActorKind.ORGANISATION:
        return False
    told = m.word(-1) in source_words()["tell"] or (m.word(-1) == "the" and m.word(-2) in source_words()["tell"])
    if not told:
        return False
    words = m.name.text.casefold().split()
    return m.is_outlet or not (_NOT_MEDIA.intersection(words) or words[-1] in lexicon()["institution"])


def _reports(m: _Mention) -> bool:
    if not m.is_outlet:
        return False
    reports = m.word(1) in source_words()["report"] or (
        m.word(1) in ("has", "have", "first", "also", "later", "previously") and m.word(2) in source_words()["report"]
    )
    return reports or m.word(1) in _OF_OUTLETS


def _is_cited(m: _Mention) -> bool:
    if not m.is_outlet:
        return False
    before = {m.word(-k) for k in range(1, 5)}
    cited = "according" in before or "statement" in before or "interview" in before or "by" in {m.word(-1), m.word(-2)}
    return cited or m.word(-1) in ("to", "in", "on", "for", "from", "via", "with", "and", "or", ",")


def _is_platform(m: _Mention) -> bool:
    said = m.word(-1) in ("on", "via", "over", "through") or m.word(1) in _POSTS
    return said and m.name.text.casefold() in source_words()["platform"]


def _shows_work(m: _Mention) -> bool:
    """True for "the HBO documentary", "HBO's hit comedy" and "on HBO"."""
    if m.kind is not ActorKind.ORGANISATION or not (m.is_outlet or m.name.text.casefold() in source_words()["network"]):
        return False
    return m.word(-1) == "on" or not _SHOWS.isdisjoint(m.word(k) for k in (1, 2, 3))


def _is_account(m: _Mention) -> bool:
    """True for the author of a post that a page shows: "Ann Lee (@annlee) May 5"."""
    return m.word(1) == "(" and m.word(2).startswith("@")


def _is_reporter(m: _Mention) -> bool:
    """True for "CNN's Greg Morrison", "the BBC's political editor, Ann Lee" and "Correspondent Ann Lee"."""
    if m.kind is not ActorKind.PERSON:
        return False
    at = m.name.first - 1
    if at in m.line and m.tokens[at].text == "Correspondent":
        return True
    if m.word(-1) in _REPORTERS:
        words = range(at, max(at - _MAX_REPORTER_WORDS, m.line.start), -1)
        role = list(takewhile(lambda k: not m.tokens[k].is_capitalised, words))
        return role != [] and is_outlet(m.tokens[role[-1] - 1].text)
    if m.word(-1) == "," and m.word(-2) in _REPORTERS:  # "the BBC's home affairs correspondent, Ann Lee"
        at = next((k for k in range(at, at - _MAX_REPORTER_WORDS, -1) if k in m.line and m.tokens[k].text == "'s"), at)
    is_owned = m.tokens[at].text == "'s" and at - 1 in m.line
    return is_owned and is_outlet(m.tokens[at - 1].text)


def _is_interviewer(m: _Mention) -> bool:
    """True for the label before a question: "CNN: What does this mean?", "Ann Lee: What does this mean?"."""
    if m.word(1) != ":":
        return False
    opens = m.word(-1) == "" or m.tokens[m.name.first].is_sent_start
    return opens and (m.is_outlet or (m.kind is ActorKind.PERSON and m.tokens[m.line.stop - 1].text == "?"))


def _is_nationality(m: _Mention) -> bool:
    """True for a place alone in brackets, and for one that names a case in court: "Kennedy v. Louisiana"."""
    if m.kind is not ActorKind.PLACE:
        return False
    return m.word(-1) == "v." or (m.word(-1) in ("(", "[") and m.word(1) in (")", "]"))


SOURCE_RULES: tuple[tuple[Callable[[_Mention], bool], str], ...] = (
    (_is_in_brackets, "The ship sank ([AP])."),
    (_ends_line, "The ship sank. —[Reuters]"),
    (_is_told, "He told [Newsday] that the ship sank."),
    (_reports, "[Reuters] reported that the ship sank."),
    (_is_cited, "The ship sank, according to the [New York Times]."),
    (_is_platform, "He posted the picture on [Instagram]."),
    (_is_interviewer, "[CNN]: What does this mean to you?"),
    (_is_nationality, "Jansher Khan ([Pakistan]) won."),
    (_shows_work, "They saw the [HBO] documentary at home."),
    (_is_account, "What a day! [Ann Lee] (@annlee) May 5"),
    (_is_reporter, "He told CNN's [Ann Lee] that the ship sank."),
)
