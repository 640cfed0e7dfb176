"""Drops name candidates that name no actor: party tags, time zones, post-nominals, storms, animals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.text.actors.animals import is_animal
from bot.text.actors.characters import character_names
from bot.text.actors.coreference.acronyms import abbreviates_common_words
from bot.text.actors.detection.detection_text import MAX_SPAN_WORDS, lower_at, span_lower, span_text
from bot.text.actors.space import celestial_bodies, is_spacecraft, spacecraft_names
from bot.text.actors.vessels import is_ship, ship_names
from bot.text.actors.works import is_product, is_specimen, is_work, title_start
from bot.text.data import read_word_table
from bot.text.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.text.actors.name_candidate import NameCandidate
    from bot.text.tokens import Token, TokenizedText

    NonActorRule = Callable[[NameCandidate, Sequence[Token]], bool]

__all__ = ["NON_ACTORS", "without_non_actors"]

_PARTY_TAG = re.compile(r"(?:[DRI]|Rep|Dem|Lab|Con|Lib)\.?-\S.*|[DRI]")
_RUN_TOGETHER = re.compile(r"\?\S|[a-z](?:The|This|These|It|He|She|We|They|But|And|When|Although|However)\b")
_WAR = re.compile(r"(?:[A-Z]\w+ ){1,2}Wars?(?: (?:I{1,3}|One|Two))?")
"""A war, and the films called like one."""
_PARTIES_IN_BRACKETS = frozenset(("Lab", "Con", "LD", "Lib Dem", "Ind"))
_PARTIES = frozenset(("d", "r", "i", "rep.", "dem.", "lab", "con"))
_WORDS = read_word_table("non_actors.txt")
_STATES, _POSTAL_CODES, _ZONES, _POST_NOMINALS = (
    frozenset(_WORDS[group]) for group in ("state", "postal-code", "time-zone", "post-nominal")
)
_NOBLES = frozenset(
    "duke duchess earl countess count marquess marquis baroness baron viscount viscountess prince princess".split()
)
_PEERS = _NOBLES | {"lord", "lady"}
_STORMS = frozenset(word.casefold() for word in _WORDS["storm"])
_STORM_ADJECTIVES = frozenset(("tropical", "super", "winter", "subtropical", "severe"))
_PEOPLE = frozenset("people peoples tribe tribes tribesmen tribespeople tribal villagers".split())
_OPERATIONS = frozenset(("operation", "exercise", "codenamed"))
_FAMILY_ADDRESS, _PAGE_PARTS = frozenset(_WORDS["family-address"]), frozenset(_WORDS["page-part"])
_NAMED_THINGS = frozenset((*_WORDS["festival"], *_WORDS["disease"]))
_FIGURES = frozenset(_WORDS["figure"])
_PARLIAMENTS = frozenset(("house",))
"""Nouns of bodies that name one when they are capitalised: "House speaker"."""
_TIMES = frozenset(("am", "pm", "a.m.", "p.m.", "a.m", "p.m", "noon", "midnight", "hours"))
_MIN_WORDS_OF_LAW = {"Act": 2, "Bill": 3, "Amendment": 2}
"""The last words of laws, and the words of the shortest: "Buffalo Bill" is none."""
_MAX_PORTFOLIO = 10
"""Words between an office and the last of its fields."""
_MAX_HEADING = 2
"""Letters of the short heading of the next column: "P" for "played"."""


def without_non_actors(candidates: Sequence[NameCandidate], texts: Sequence[TokenizedText]) -> list[NameCandidate]:
    """The candidates that may name an actor."""
    storms = {_storm_name(candidate, texts[candidate.text_index].tokens) for candidate in candidates} - {""}
    works = [is_work(candidate, texts[candidate.text_index].tokens) for candidate in candidates]
    judged = list(zip(candidates, works, strict=True))
    others = {other for candidate, names_work in judged for other in _others(candidate, texts, names_work=names_work)}
    others |= celestial_bodies(texts) | spacecraft_names(candidates, texts) | character_names(candidates, texts)
    ships = {name for candidate in candidates for name in ship_names(candidate, texts[candidate.text_index].tokens)}
    return [
        candidate
        for candidate, names_work in judged
        if not names_work
        and candidate.text.casefold() not in storms
        and others.isdisjoint((candidate.text, _with_title(candidate, texts)))
        and candidate.text.removesuffix("s") not in others
        and not (candidate.text in ships and lower_at(texts[candidate.text_index].tokens, candidate.first - 1) == "the")
        and not _applies_any(_IN_ONE_PLACE, candidate, texts[candidate.text_index].tokens)
    ]


def _with_title(candidate: NameCandidate, texts: Sequence[TokenizedText]) -> str:
    """The name with the title before it, which may begin the name of a work: "Star Wars", "Judge Dredd"."""
    first = candidate.title[0] if candidate.title is not None else candidate.first
    return span_text(texts[candidate.text_index].tokens, first, candidate.last)


def _applies_any(rules: Iterable[NonActorRule], candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    for applies in rules:  # noqa: SIM110 - twice as fast as any()
        if applies(candidate, tokens):
            return True
    return False


def _others(candidate: NameCandidate, texts: Sequence[TokenizedText], *, names_work: bool) -> Iterator[str]:
    """The names that, as an occurrence shows, are those of a work, an animal, an operation or an abbreviated thing."""
    tokens = texts[candidate.text_index].tokens
    start = title_start(candidate, tokens) if names_work else None
    if start is not None and start < candidate.first:  # "To Boris Nemtsov" is a title, "Boris Nemtsov" is not
        yield span_text(tokens, start, candidate.last)
    elif names_work or _applies_any(_IN_WHOLE_STORY, candidate, tokens) or abbreviates_common_words(candidate, texts):
        yield candidate.text


def _storm_name(candidate: NameCandidate, tokens: Sequence[Token]) -> str:
    """The storm that a name or the words before it give: "katrina" for "Hurricane Katrina"; else ""."""
    words = candidate.text.casefold().split()
    at = next((k for k, word in enumerate(words[:-1]) if word in _STORMS), None)
    if at is not None and len(words) - at == 2:
        return words[-1]
    is_called = len(words) == 1 and lower_at(tokens, candidate.first - 1) in _STORMS
    return words[0] if is_called and words[0] not in lexicon()["place"] else ""


def _is_storm(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    if candidate.first == candidate.last:  # most names
        return False
    words = span_lower(tokens, candidate.first, candidate.last)
    if _STORMS.isdisjoint(words) or not (words[0] in _STORMS or words[0] in _STORM_ADJECTIVES):
        return False
    return lexicon()["organisation-word"].isdisjoint(words)


def _is_party_tag(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True for "R-Texas" or "D" in "Sen. Ted Cruz (R-Texas)", and for the state after it: "R-Texas", "D., Ill."."""
    before = lower_at(tokens, candidate.first - 1)
    if before in ("(", ",", "[") and _PARTY_TAG.fullmatch(candidate.text):
        return True
    if candidate.text[1:2] == "-" and candidate.text[2:] in _STATES:  # "D-Ark. lawmakers"
        return True
    if before == "(" and candidate.text in _PARTIES_IN_BRACKETS:
        return lower_at(tokens, candidate.last + 1) in (")", ",")
    if before not in ("-", "\u2013", "/"):
        return False
    return lower_at(tokens, candidate.first - 2) in _PARTIES and tokens[candidate.first].lower not in _PARTIES


def _is_state_abbreviation(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True for a short form, which says where somebody or something is from: "Ark. Rep. Ann Lee", "Bath, Me."."""
    text, before = candidate.text, lower_at(tokens, candidate.first - 1)
    if text in _STATES:
        return True
    is_abbreviated = f"{text}." in _STATES and lower_at(tokens, candidate.last + 1) == "."
    is_postal = text in _POSTAL_CODES and candidate.first > 1 and tokens[candidate.first - 2].is_capitalised
    return (is_abbreviated and before in (",", "-", "(", "/")) or (is_postal and before in (",", "("))


def _is_time_zone(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    if candidate.text not in _ZONES:
        return False
    before = lower_at(tokens, candidate.first - 1)
    in_brackets = before == "(" and lower_at(tokens, candidate.last + 1) == ")"
    after_time = (
        before in _TIMES or before[:1].isdigit() or (before == "." and lower_at(tokens, candidate.first - 2) in _TIMES)
    )
    return after_time or in_brackets or len(candidate.text) > 2


def _is_post_nominal(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    return candidate.text.replace(".", "") in _POST_NOMINALS and lower_at(tokens, candidate.first - 1) in (
        ",",
        "and",
        "(",
    )


def _is_operation(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    if lower_at(tokens, candidate.first - 1) not in _OPERATIONS and tokens[candidate.first].lower not in _OPERATIONS:
        return False
    return lexicon()["organisation-word"].isdisjoint(span_lower(tokens, candidate.first, candidate.last))


def _is_no_word(candidate: NameCandidate, _: Sequence[Token]) -> bool:
    """True for an address, a word whose apostrophe was lost ("Don?t"), and two that run together ("AugustThe")."""
    text = candidate.text
    return "://" in text or text.startswith("www.") or _RUN_TOGETHER.search(text) is not None


def _is_people(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True for an unknown word before "people" or "tribe": the bearers of such a name are no person."""
    tables = lexicon()
    is_known = tables.canonical(candidate.text) or candidate.text.casefold() in tables.first_names
    if " " in candidate.text or candidate.title is not None or is_known:
        return False
    return lower_at(tokens, candidate.last + 1) in _PEOPLE and lower_at(tokens, candidate.first - 1) != "'s"


_IN_WHOLE_STORY = (_is_operation, is_animal, is_spacecraft, _is_people)
"""What one occurrence shows of all."""


def _is_column_heading(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True for "Team" in the first row of a table: "Team, P, W, D, L, Pts" in cells."""
    if candidate.first != candidate.last or not tokens[candidate.first].opens_line:
        return False
    after = tokens[candidate.last + 1 : candidate.last + 2]
    return any(w.opens_line and w.text.isalpha() and len(w.text) <= _MAX_HEADING for w in after)


def _is_domain(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True for the place in the title of a noble: "Camilla, Duchess of [Cornwall]", "Lord Hume of [Leith]"."""
    if lower_at(tokens, candidate.first - 1) != "of":
        return False
    before = candidate.first - 2
    is_titled = lower_at(tokens, before - 1) in _PEERS and not lexicon().is_role(lower_at(tokens, before))
    is_noble = lower_at(tokens, before) in _NOBLES or is_titled  # not "Lord Mayor of London"
    return is_noble and tokens[before].is_capitalised


def _is_hashtag(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    return tokens[candidate.first].no_space_before and lower_at(tokens, candidate.first - 1) == "#"


def _is_law(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True for "Clean Air Act" and for both parts of "Megan's Law", which is no law of a state."""
    words = candidate.text.split()
    if candidate.title is None and len(words) >= _MIN_WORDS_OF_LAW.get(words[-1], MAX_SPAN_WORDS):
        return True
    if candidate.text in ("Law", "Act"):
        return candidate.first > 0 and tokens[candidate.first - 1].text == "'s"
    after = [word.text for word in tokens[candidate.last + 1 : candidate.last + 3]]
    return after in (["'s", "Law"], ["'s", "Act"]) and not lexicon().place(candidate.text)


def _is_label_of_figure(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True in "Extended Data Fig. 3" and "Table 2"."""
    if tokens[candidate.last].lower.rstrip(".") not in _FIGURES:
        return False
    after = candidate.last + 1 + (lower_at(tokens, candidate.last + 1) == ".")
    return lower_at(tokens, after)[:1].isdigit()


def _is_family_address(candidate: NameCandidate, _: Sequence[Token]) -> bool:
    return candidate.title is None and candidate.text.casefold().removesuffix("s") in _FAMILY_ADDRESS


def _describes_role(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True for a kind of body without an article that says what somebody leads: "Union president Ann Lee"."""
    if candidate.first != candidate.last or lower_at(tokens, candidate.first - 1) in ("the", "a", "an"):
        return False
    is_role = lexicon().is_role(lower_at(tokens, candidate.last + 1))
    return is_role and candidate.text.casefold() in lexicon()["noun-of-organisation"] - _PARLIAMENTS


def _is_portfolio(candidate: NameCandidate, tokens: Sequence[Token]) -> bool:
    """True for a field of an office: "Minister for Culture, [Media] and [Sport]"."""
    fields = lexicon()["field"]
    if tokens[candidate.first].lower not in fields or candidate.title is not None:
        return False
    for at in range(candidate.first - 1, max(0, candidate.first - 1 - _MAX_PORTFOLIO), -1):
        word = tokens[at]
        if word.lower in ("for", "of"):
            before = tokens[at - 1].lower
            return before == "state" or lexicon().title_at((before,)) > 0
        if not (word.is_capitalised and word.lower in fields) and word.text not in (",", "&", "and"):
            return False
    return False


def _is_war(candidate: NameCandidate, _: Sequence[Token]) -> bool:
    return candidate.title is None and _WAR.fullmatch(candidate.text) is not None


def _is_page_part(candidate: NameCandidate, _: Sequence[Token]) -> bool:
    return candidate.text.casefold() in _PAGE_PARTS


def _is_festival_or_disease(candidate: NameCandidate, _: Sequence[Token]) -> bool:
    return candidate.title is None and candidate.text in _NAMED_THINGS


NON_ACTORS: tuple[tuple[NonActorRule, str], ...] = (
    (_is_party_tag, "Sen. Ted Cruz ([R-Texas]) spoke."),
    (_is_state_abbreviation, "He lives in Little Rock, [Ark.], with her."),
    (_is_time_zone, "It begins at 8 p.m. [EDT] on Sunday."),
    (_is_post_nominal, "Ann Lee, [KCB], spoke."),
    (is_work, 'The film "[Fraggle Rock]," by Jim Henson, is out.'),
    (_is_operation, "They began Operation [Desert Fox]."),
    (is_animal, "A whale named [Varvara] swam to Baja."),
    (is_spacecraft, "The [Halley] lander touched down."),
    (_is_people, "They met the [Yanomami] people there."),
    (is_ship, "They boarded the [MV Akademik Shokalskiy]."),
    (_is_column_heading, "[Team]\tP\tW\tD\tPts"),
    (_is_domain, "They met Camilla, Duchess of [Cornwall]."),
    (_is_no_word, "They posted [www.lund.com/Ann] on Monday."),
    (_is_no_word, "They wrote [Don?t] on a wall."),
    (_is_no_word, "They left in [AugustThe Holm Sena] won."),
    (_is_hashtag, "They posted #[WalterScott] on Monday."),
    (_is_law, "They passed [Megan]'s Law."),
    (_is_law, "They passed the [Indian Institute of Management Bill]."),
    (_describes_role, "[Union] president Ann Lee spoke."),
    (_is_portfolio, "The Minister for Culture, [Media] and Sport spoke."),
    (is_product, "They bought the [iPhone 6] in May."),
    (is_specimen, "They drove a [Toyota] to Rome."),
    (_is_war, "It ended in [World War II]."),
    (_is_page_part, "Here you will find today's show [Transcript] and a map."),
    (_is_label_of_figure, "It fell, as [Extended Data Fig]. 3 shows."),
    (_is_family_address, "“You could call [Mom] and Ann Lee,” she said."),
    (_is_festival_or_disease, "[Ramadan] began on Friday."),
    (_is_storm, "[Hurricane Katrina] hit the coast."),
)
"""What names no actor, with an example."""
_IN_ONE_PLACE = tuple(dict.fromkeys(rule for rule, _ in NON_ACTORS if rule not in (is_work, *_IN_WHOLE_STORY)))
"""What one occurrence shows of itself only."""
