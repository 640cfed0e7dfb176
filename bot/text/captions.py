"""Recognises captions of pictures, which lost their place when a page was turned into text.

The rules are for English news, each with the sentence for which it was made.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.text.sentence_rule import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import Sentence

__all__ = ["CAPTION_RULES", "begins_with_label", "is_certain_caption", "is_credited", "signs_post"]

CACHED_SENTENCES = 1_000
"""Summaries and actors ask about the same sentences."""
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# Each pattern for captions begins with a character or a word that is rare, which is what makes a search fast.
_POSITION_IN_PICTURE = re.compile(
    r"[,(]\s?(?:(?:second|third|fourth|far|top|bottom|front|back|in the)\s)?(?:left|right|centre|center|foreground)"
    r"[,)]|\((?:above|below|pictured)\b|\(L(?:-R| to R)?\)|\(\d[a-z]{2} [LRC]\)"
)
_PICTURED = re.compile(r" pictured (?:here|above|below|left|right|with|in|on|at)\b")
_SEEN = re.compile(r"\b(?:is|are) seen (?:in (?:this|an?)|here)\b")
_CAPTION_OPENING = re.compile(
    r"(?:Above|Below|Pictured|Left|Right|Top)\s?[:,]"
    r"|(?:[A-Z][\w'’.-]*,? ){2,6}(?:(?:and|with|of|the|his|her) (?:[A-Z][\w'’.-]* )+){0,2}"
    r"(?:smiles|poses|waves|looks on|looks at|celebrates|gestures|hugs|kisses)\b"
    r"|[A-Z][a-z]+(?:-[a-z]+)?: [A-Z]"
)
_DATE_OF_PICTURE = re.compile(r"(?<!\bon )(?<!\bof )" + _MONTH + r" \d{1,2}, (?:19|20)\d\d\.$")
_LABELLED_CAPTION = re.compile(
    r"(?!(?:The|An?|One|My|Our|His|Her|Their|Here|What|How|Why|Who|People|Among|Get|Read|See|Asked|Evidence|Still"
    r"|Bottom"
    r"|[A-Z][a-z]+ (?:said|says|asked|added|wrote|replied|told|wonder\w*|like)|More (?:about|on))\b)[A-Z][\w’'-]+"
    r"(?: [a-z][\w’'-]*){1,3}(?<! this)(?<! clear)(?<! certain)(?<! simple)(?<! me)(?<! us)(?<! said)(?<! note)"
    r"(?<! warning): [A-Z]"
)
_NAME_IN_PICTURE = re.compile(
    r"(?!(?:The|An?|In|On|At|By|For|From|With|But|And|Many|Most|Some|All|Both|Half|Bank|University|Ministry"
    r"|Department)\b)"
    r"(?:[A-Z][\w’'.-]+ ){2,4}(?:with|during|outside|at|on|in|leaving|arriving|speaking|standing|posing"
    r"|attending) (?!which)"
    r"(?!.*\b(?:[Ii]s|are|was|were|ha[sd]|have|will|would|can|could|may|might|must|should|do|does|did|says?|said|to"
    r"|[a-z]{3,}ed|won|lost|beat|made|makes?|went|came|got|gets?|took|takes?|became|left|felt|found|saw|gave|kept|began"
    r"|met|led|knew|put|set|hit|cut|let|[a-z]+s (?:that|an?|the|it|him|her|his|its|their))\b)"
)
_PLACE_AND_DATE = re.compile(rf"[A-Z][a-z]+,? (?<!\bon )(?<!\bof ){_MONTH} \d{{1,2}}, (?:19|20)\d\d\.$")
_PICTURE = r"(?:photos?|photographs?|images?|pictures?|frame ?grabs?|screen ?(?:grab|shot)s?|still|illustration)"
_IN_THIS_PICTURE = re.compile(
    rf"\bin (?:this|these) (?:[\w.,'’-]+ ){{0,5}}{_PICTURE}\b"
    rf"|^this (?:[\w.,'’-]+ ){{0,5}}{_PICTURE} (?:made|taken|released|provided|from|shows?|distributed|by|of)\b",
    re.IGNORECASE,
)
_DATE_OF_AGENCY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
    r" \d{1,2}, (?:19|20)\d\d",
    re.IGNORECASE,
)
_AGENCY = r"(?:associated press|ap|reuters|afp|getty images|epa|pa|shutterstock)"
_CREDIT_OF_AGENCY = re.compile(
    rf"[.!?…]\s?\(\s?{_AGENCY}\s?\)(?!\s?[-–—])|/\s?{_AGENCY}\b|\b(?:ap|afp|getty images)\s?/", re.IGNORECASE
)
_LABEL = re.compile(
    r"image (?:copyright|caption)|media (?:caption|playback)|file\s?[-–—:]\s|file photo\b"
    r"|[(\[]?\s?(?:photo|image|picture|video|graphic)s?\s?(?:by [A-Z]|:|credits?\b)|story highlights\b"
    r"|share this with\b|please enable\b|play (?:facebook|video|twitter)\b|advertisement [A-Z]|(?:hide|show) caption\b"
    r"|enlarge (?:this )?image|related(?: video)?:|just watched\b|must watch\b|\d+ photos\b|see gallery\b"
    r"|read\s?[|:]|a post shared by\b|to contact the (?:reporter|editor|author)|facebook twitter\b|watch\s?[:|]"
    r"|looking for news you can trust|get email notifications\b|\[ ?read full story",
    re.IGNORECASE,
)
_NAMES = r"(?:[A-Z][\w.&'’-]*\s?){1,4}"
_CASED_LABEL = re.compile(
    r"READ(?:[?|:]|[A-Z][a-z])|(?:CLOSE|VIDEO|WATCH|PHOTOS?|GALLERY) (?=[A-Z][a-z])"
    r"|CORRECTS\b|\(Eds?(?:itor)?s?(?:['’]s note)?:(?![^()]*\) .{60})|FOR (?:MOVEMENT|USE)\b"
    rf"|\({_NAMES}[/|]\s?{_NAMES}\)"
)
_CREDIT_BELOW = re.compile(
    r"(?i:courtesy(?: of)?)(?: (?:of |the |and )?[A-Z][\w.,&'’/-]*){1,7}$"
    r"|(?i:(?:hide|show) caption)\b|(?i:(?:photo|photograph|picture|image|credit)(?: credit)?(?: by|\s?:))\s?[A-Z]"
    rf"|(?:REUTERS|AP|AFP|Reuters|Getty Images|EPA)\s?/\s?[A-Z]|Picture taken \w|{_NAMES}\s?Share Photo\b"
    rf"|\({_NAMES}[/|]\s?(?:The )?[A-Z]|\((?:AP|Pool|Handout|[Ff]amily|[Cc]ourtesy|[Ff]ile) [Pp]hotos?\b"
    r"|\((?:[Pp]hoto|[Ii]mage|[Pp]icture)s?(?:: | by | courtesy(?: of)? )"
    rf"|\((?:AP|AFP|CBC|CNN|BBC|EPA|PA|Reuters|REUTERS)\)(?!\s?[-–—])|{_NAMES}(?:/|for) ?(?:[Tt]he )?{_NAMES}$"
)
"""What stands at the end of a caption: who took the picture, or a button."""
_SIGNATURE_OF_POST = re.compile(
    r"(?!A post shared)[^.!\"”]{0,60}\(@\w+\) (?:[A-Z][a-z]{2,8}\.? \d{1,2}\b|\d{1,2} [A-Z][a-z]{2,8}\b)"
)
"""What stands below an embedded post: who wrote it, and when. Before "A post shared by ..." the text is often the
article's.
"""
_SAME_LINE = (1, 3)
"""Characters between two sentences of one line: a blank, or a dash with one on either side."""
_MAX_CAPTION = 3
"""Sentences of a caption."""


def _is_caption(text: str) -> bool:
    return bool(
        _POSITION_IN_PICTURE.search(text)
        or _PICTURED.search(text)
        or (" seen " in text and _SEEN.search(text))
        or _CAPTION_OPENING.match(text)
        or (text[-5:-1].isdigit() and _DATE_OF_PICTURE.search(text))
    )


def begins_with_label(text: str) -> bool:
    """True if a text begins with the label of a picture, a credit or a hyperlink; nobody can tell where it ends.

    A note to editors ends with its bracket: what follows in the same sentence may be the news.
    """
    return _LABEL.match(text) is not None or _CASED_LABEL.match(text) is not None


@lru_cache(CACHED_SENTENCES)
def is_certain_caption(text: str) -> bool:
    """True for a caption that says of what picture it is, when it was taken, or by whom."""
    return (
        _is_of_this_picture(text)
        or _has_credit_of_agency(text)
        or (_has_year(text) and bool(_DATE_OF_AGENCY.search(text) or _PLACE_AND_DATE.search(text)))
    )


def signs_post(text: str) -> bool:
    """True if a text begins with the signature of an embedded post."""
    return "(@" in text and _SIGNATURE_OF_POST.match(text) is not None


@lru_cache(CACHED_SENTENCES)  # the summary and the roles ask for the same sentences
def _is_credit(text: str) -> bool:
    """True for what stands below a picture."""
    return _CREDIT_BELOW.match(text) is not None


def is_credited(sentences: Sequence[Sentence]) -> list[bool]:
    """For each sentence, True if it belongs to a caption or to an embedded post, since a credit or the signature of
    the post follows on the same line.

    A caption begins with its line, or after the label of another one. In a long line, a whole page perhaps, only the
    last sentence before the credit is sure; so it is of a post, before which the article itself may stand.
    """
    found = [False] * len(sentences)
    for index in range(1, len(sentences)):
        text = sentences[index].text
        if _is_credit(text):
            first = index
            while first > index - _MAX_CAPTION - 1 and _continues_line(sentences, first):
                first -= 1
            first = first if index - first <= _MAX_CAPTION else index - 1
            found[first:index] = [True] * (index - first)
        elif signs_post(text) and _continues_line(sentences, index):
            found[index - 1] = True
    return found


def _continues_line(sentences: Sequence[Sentence], index: int) -> bool:
    """True if a sentence stands on the line of the one before, which is no label."""
    before, sentence = sentences[index - 1], sentences[index]
    is_same_line = before.doc == sentence.doc and sentence.start - before.end in _SAME_LINE
    return index > 0 and is_same_line and not begins_with_label(before.text)


# What a sentence must hold is looked for first: a search for the whole pattern takes twenty times as long.
def _is_of_this_picture(text: str) -> bool:
    lowered = text.lower()
    return ("this " in lowered or "these " in lowered) and _IN_THIS_PICTURE.search(text) is not None


def _has_credit_of_agency(text: str) -> bool:
    return ("(" in text or "/" in text) and _CREDIT_OF_AGENCY.search(text) is not None


def _has_year(text: str) -> bool:
    return ", 19" in text or ", 20" in text


CAPTION_RULES = (
    Rule("caption", _is_caption, "The mayor (pictured with her dog) resigned."),
    Rule("caption with a label", _LABELLED_CAPTION.match, "Back home: Obama and Malia at the airport on Monday."),
    Rule("caption without a verb", _NAME_IN_PICTURE.match, "Ann Lee with Bo Diaz on the sets of Dunkirk."),
    Rule("caption of this picture", _is_of_this_picture, "The moon turns red in this image of an eclipse."),
    Rule(
        "caption with a date",
        lambda text: _has_year(text) and _DATE_OF_AGENCY.search(text),
        "Ann Lee speaks in Oslo on Tuesday, Oct. 27, 2009.",
    ),
    Rule("caption with a credit", _has_credit_of_agency, "Trucks stand in a line at the port. (Associated Press)"),
)
"""Reasons why a sentence is a caption."""
