"""Detects anaphora behind the first word of a sentence: pronouns, comparisons and ellipses that point to another one.

``context_dependence`` has the rules for openings ("He ...", "But ..."). These look further into the sentence, and are
content if they find what the words may point to. They are for English news, each with its sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.text.data import read_word_table
from bot.text.sentence_rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ANAPHORA_RULES", "anaphoric_nouns"]

MAX_BEFORE_PRONOUN = 160
"""Characters in which a pronoun is searched: it stands in for the subject, or near it."""
WORDS_OF_MAIN_CLAUSE = 6
"""In which whoever the pronoun of the clause before stands for must be named."""
MAX_ELLIPSIS_WORDS = 7
MAX_CONNECTIVE_AT_END = 20
"""Characters at the end of a sentence in which a connective is searched."""

_PLURAL_SUBJECTS = frozenset(
    "police officials authorities prosecutors investigators detectives sources witnesses friends neighbours neighbors"
    " reports doctors lawyers fans critics supporters colleagues relatives rescuers firefighters paramedics medics"
    " officers deputies agents troops soldiers aides advisers analysts experts reporters journalists voters residents"
    " people surgeons teammates campaigners protesters".split()
)
_OPENERS = _PLURAL_SUBJECTS.union(word.lower() for word in read_word_table("sentence_words.txt")["opener"])
_DETERMINERS = frozenset(
    "a an the my our your this that every each no another any either neither one mr mrs ms dr whoever".split()
)
_PERSONAL = frozenset("he she him her his".split())
_PERSONAL_ANYWHERE = re.compile(r"(?:h(?<![^\W_].)(?:e|im|er|is)|s(?<![^\W_].)he)(?![^\W_])")
_SUBORDINATORS = frozenset(
    "in on at by for with after before during since until despite when while as if although though because following"
    " under from without upon amid".split()
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

_LATER = re.compile(
    r"(?:(?i:later|subsequently|shortly (?:after|before)(?:wards?)?(?=,)|soon after(?:wards?)?(?=,)"
    r"|(?:just )?(?:an?|one|two|three|four|five|six|several|a few|some|\d+) (?:\w+ )?(?:seconds?|minutes?|hours?|days?"
    r"|weeks?|months?|years?|while|moments?) (?:later|earlier|before(?=,)|after(?=,))|moments (?:later|earlier)"
    r"|the (?:next|following|previous|same) (?:day|night|morning|week|month|year|afternoon|evening)"
    r"|by (?:then|that time)|at the time|until then|since then|from then on)\b)"
    r"(?! (?:this|today|on|in|of|than|as|that|when|the|we|you)\b)"
)
_ENUMERATOR = re.compile(
    r"(?:First|Firstly|Second|Secondly|Third|Thirdly|Fourth)(?:,| (?:there|came|is|was|up)\b)"
    r"|The (?:first|second|third|fourth|last|other)(?:,| (?:is|was|were|are|of (?:these|those|them)|one|reason|option"
    r"|point|factor)\b)"
    r"|[^,]{1,60} all (?:two|three|four|five|of (?:this|that|these|those))(?:[.,]| [a-z]+ly\b)"
)
_AT_THE_END = re.compile(r"(?:, (?:however|though|too|either|instead)|(?<!\bme) too|\bas well|\beither)[.!][\"”]?$")
_CONNECTIVES_AT_END = ("however", "though", "too", "either", "instead", "as well")
_OTHER = re.compile(
    r"(?:There (?:is|are|was|were) )?(?:(?i:two|three|four|five|six|many|some|several|few|most|all|the|no|one|yet"
    r"|still) ){0,2}(?i:others?|another)\b(?! (?:side|than|hand|day|end|way)\b)"
)
_COMPARISON = re.compile(
    r"(?:(?i:much|far|even|still|equally|just as|no less|all the) )?(?:[Ll]ess|[Mm]ore|[Ww]orse|[Bb]etter"
    r"|[Rr]arer|[Bb]igger|[Ss]maller|[Ll]arger|[Hh]igher|[Ll]ower"
    r"|[Ss]tronger|[Ww]eaker|[Hh]arder|[Ee]asier|[Cc]loser|[Cc]heaper|[Gg]reater)"
    r"(?: [a-z]+)? (?:is|are|was|were)\b|Such\b(?! as\b)|Equally\b|As well as (?:that|this)|What['’]s more"
    r"|On top of that"
    r"|All this|(?:More|Worse) still|By comparison|By contrast|To (?:that end|this end|combat this|do so|do this"
    r"|do that)\b"
)
_SAME = re.compile(
    r"[^,;]{0,80}\b(?:a similar (?!to)|similar [a-z]+s\b(?! (?:to|in)\b)|the same [a-z]+\b(?! (?:as|that|who|way"
    r"|time|day"
    r"|period|month|year|week|\w+ (?:as|that|who|in))\b))[^,;]{0,60}[.!]$"
)
_BETWEEN_THE_TWO = re.compile(
    r"(?:(?!\band\b)[^,]){0,100}\b(?:between|of|by|for|with|from|both) the (?:two|three|pair)\b(?! (?:weeks"
    r"|months|years"
    r"|days|hours|[a-z]+ (?:who|that|which|in|of)\b))"
)
_OBJECT = re.compile(
    r"(?:(?:The|A|An|Some|Many|Most|Two|Three|Few) )?(?:(?!who|which|that|of\b|said\b|says\b|make|made|making"
    r"|find|found"
    r"|put|call|think|believe|say|fear|hope|know|like|as\b|if\b|when\b|and\b)[\w-]+(?<!['’]s) ){1,5}(?:it|him|them)\b"
    r"(?=[.,;!]| (?:to|with|from|in|on|at|by|for|into|and|out|up|down|off|away|back|again|[a-z]{3,}ed)\b)"
)
_IT_AFTER_TIME = re.compile(
    r"(?:(?:In|On|By|Since|After|Before|Until|This|Last|Next|Every|Earlier|Later|Now|Today|Overall|Already"
    r"|So far)\b[^,A-Z\"“]{0,30},?"
    r" it (?:has|had|will|put|said|says|also|plans|hopes|won|lost|made|sold|bought|reported|announced|cut|took"
    r"|became)\b)"
)
_REACTION = re.compile(r"(?:What an? [a-z ]{3,30}|How [a-z]{3,15}|(?:Good|Great|Fair|Nice) [a-z]{3,12})[.!]")
_SPEECH = re.compile(r",[\"'”’?]* (?:he|she|they) (?:said|says|added|adds|explained|continued|admitted|insisted)\.$")
_NUMBER_ALONE = re.compile(
    r"(?:[^\s,]+ ){1,4}(?:has|have|had|got|won|needs?|did|does|do|is|are|was|were|will|would|can|could|should)"
    r"(?: (?:two|three|four|five|none|more|some|many|neither|both|not|so|too|n['’]t))?[.!]"
)
_QUANTIFIER = re.compile(
    r"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Some|Most|Few|Several|None|All|Each|Half|Both|Neither)"
    r"(?: of (?:them|these|those))? (?:is|are|was|were|has|have|had|will|would|said|say|died|did|do|came|went)\b"
)
_REFERENT = re.compile(
    r"[^,]{1,40}, (?:these|those) [a-z]+\b|[^,;\"“]{0,60}\b(?:because of|despite|after|before|since|on|in|under"
    r"|for|to|with|from|as part of) (?:this"
    r"|that|these"
    r"|those|such) (?!week|month|year|morning|evening|afternoon|summer|winter|spring|autumn|fall|season|day|time"
    r"|country"
    r"|kind|sort|point|story|report|article|world|nation|area|town|city|newspaper|century|decade|weekend|it\b|\w{1,3}\b"
    r"|they\b|from\b|with\b|there\b)[a-z]+\b"
)
_REMARK = re.compile(
    r"(?:(?:But|And|Yet|Still),? )?(?:[A-Z][\w.'’-]*\s){0,3}[A-Z][\w.-]+['’]s? (?:latest |own |public )?"
    r"(?:remarks?|comments?|statements?|announcement|intervention|decision|move|visit|speech|tweets?|post|barb|taunt|warning"
    r"|claims?|testimony|appeal|criticism|letter|response|reply|answer)(?: (?:on|to|in) [A-Z]\w+){0,2}"
    r" (?:came|comes?|follow(?:s|ed)?|sparked|prompted|drew|triggered|provoked|coincide[sd]?|(?:was|were) met)\b"
)

_NOUNS = (
    r"(?:\d+-year-old|man|men|woman|women|boy|boys|girl|girls|baby|teenager|teenagers|teen|teens|couple|suspects?"
    r"|victims?"
    r"|driver|patient|witnesses|gunman|gunmen|attackers?|defendants?|child|children|brothers|sisters|twins"
    r"|students?|pupils?"
    r"|officers?|actor|actress|singer|player|photographer|author|artist|accused|detainees|reports?|study|survey"
    r"|poll|letter"
    r"|documents?|statement|petition|complaint|affidavit|video|footage|images?|pictures?|photos?|bill|measures?|ruling"
    r"|decision|plans?|proposals?|deal|agreement|contract|order|lawsuit|suit|allegations?|accusations?|claims?|arrests?"
    r"|attacks?|incident|accident|crash|shooting|blast|explosion|rape|killings?|murder|newspaper|paper|magazine"
    r"|website|site"
    r"|company|firm|club|group|charity|charities|agency|hospital|school|building|plane|jet|aircraft|ship|vessel|car|dog"
    r"|animal|creature|book|film|movie|song|album|game|move|change|changes|comments?|remarks?|tweets?|post"
    r"|service|system|device"
    r"|app|scheme|project|programme|program|product|network|organisation|organization|source|reforms?|law)"
)
_NOUN_IN_OPENING = re.compile(
    rf"(?:[\"“]?The (?:[a-z]+ )?|[A-Z][a-z]+(?:ed|ing)\b[^,]{{0,60}}, the )({_NOUNS})(?:['’]s?)?\b"
    r"(?! (?:of|who|that|which|in the|on the|at the|between|from)\b|, (?:who|which|from|by)\b)"
)
_NOUN_AS_SOURCE = re.compile(rf",[\"”]? the ({_NOUNS}) (?:said|says|added|adds|reported|reports|stated|states)\b")


def anaphoric_nouns(text: str) -> Iterator[str]:
    """Nouns of definite descriptions that a text uses for what it has introduced before, as a subject or a source."""
    opening = _NOUN_IN_OPENING.match(text)
    if opening:
        yield opening[1]
    for source in _NOUN_AS_SOURCE.finditer(text, opening.end() if opening else 0):
        yield source[1]


def _is_possible_antecedent(word: str, *, is_first: bool) -> bool:
    if is_first and (word.lower() in _OPENERS or word.endswith("ly")):
        return word.lower() in _DETERMINERS
    return (
        (word[0].isupper() and word[:2] not in ("I", "I'", "I’"))
        or word[0].isdigit()
        or word in _DETERMINERS
        or word.endswith(("'s", "’s"))
    )


def _has_pronoun_without_antecedent(text: str) -> bool:
    """True if "he", "she" or a form of them comes before any word that it may point to.

    After an opening clause or phrase with the pronoun ("In his speech, ..."), the main clause may name the person.
    """
    if not _PERSONAL_ANYWHERE.search(text[:MAX_BEFORE_PRONOUN].lower()):  # most sentences
        return False
    words = _WORD.findall(text[:MAX_BEFORE_PRONOUN])
    pronoun = next((i for i, word in enumerate(words) if word.lower() in _PERSONAL), None)
    if pronoun is None or any(_is_possible_antecedent(word, is_first=i == 0) for i, word in enumerate(words[:pronoun])):
        return False
    if "," not in text or not any(word.lower() in _SUBORDINATORS for word in words[:pronoun]):
        return True
    main = _WORD.findall(text[text.index(",") :][:MAX_BEFORE_PRONOUN])
    names = any(word[0].isupper() for word in main[:WORDS_OF_MAIN_CLAUSE])
    return not (names or (main[:1] and main[0] in _DETERMINERS))


def _ends_with_connective(text: str) -> bool:
    if not text.rstrip('.!"”').endswith(_CONNECTIVES_AT_END):  # most sentences
        return False
    return _AT_THE_END.search(text, max(len(text) - MAX_CONNECTIVE_AT_END, 0)) is not None


def _is_between_the_two(text: str) -> bool:
    return (" the two" in text or " the three" in text or " the pair" in text) and bool(_BETWEEN_THE_TWO.match(text))


def _is_like_another(text: str) -> bool:
    return ("similar " in text or "the same " in text) and _SAME.match(text) is not None


def _is_about_remark(text: str) -> bool:
    return ("'" in text or "’" in text) and _REMARK.match(text) is not None


def _is_ellipsis(text: str) -> bool:
    return (
        len(text.split(maxsplit=MAX_ELLIPSIS_WORDS)) <= MAX_ELLIPSIS_WORDS and _NUMBER_ALONE.fullmatch(text) is not None
    )


ANAPHORA_RULES = (
    Rule("pronoun without an antecedent", _has_pronoun_without_antecedent, "Police said he had been shot twice."),
    Rule("time counted from another one", _LATER.match, "A day earlier, Strachan announced the verdict in Oslo."),
    Rule("enumeration", _ENUMERATOR.match, "First, Rauner has a problem with the budget."),
    Rule("connective at the end", _ends_with_connective, "Authorities in the harbour were ready too."),
    Rule("another of a kind", _OTHER.match, "Two other harbours will be closed in March."),
    Rule("comparison", _COMPARISON.match, "Much rarer are cases in which ships are lost for weeks."),
    Rule("similar or same", _is_like_another, "Turkmenistan is trying to strike a similar deal with Russia."),
    Rule("two that are not named", _is_between_the_two, "Talks between the two sides will go on in March."),
    Rule("pronoun as an object", _OBJECT.match, "The Lib Dems want it replaced with a local income tax."),
    Rule("it after a time", _IT_AFTER_TIME.match, "This year, it has executed three so far."),
    Rule("speech by a pronoun", _SPEECH.search, "The council of Oslo had asked for a bridge, he said."),
    Rule("reaction", _REACTION.fullmatch, "What a good question."),
    Rule("ellipsis", _is_ellipsis, "Ron Paul has two."),
    Rule("quantity without a noun", _QUANTIFIER.match, "Two were taken to a hospital in Oslo."),
    Rule("remark without what was said", _is_about_remark, "Holm's comments came after a week of talks in Oslo."),
    Rule("demonstrative", _REFERENT.match, "The harbour lost its ferries because of that decision."),
)
