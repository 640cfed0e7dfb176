"""Tells which sentences are no candidates for a summary: greetings, sign-offs, appeals, questions, headings, fragments.

They are sentences of the text and stay so, but a summary is better without them. The rules are for English news,
greetings for other languages too, each with the sentence for which it was made; those for headings and quotations look
at the other sentences, too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.text.captions import begins_with_label, is_certain_caption, is_credited, signs_post
from bot.text.context_dependence import is_inside_quotation
from bot.text.sentence_rule import Rule, any_applies

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.models.analysis import Sentence

__all__ = ["NON_CANDIDATE_RULES", "is_candidate", "is_no_candidate", "is_no_news", "speaks_to_readers"]

MAX_LENGTH = 240
"""Characters up to which a sentence is checked; a longer one tells something."""
MAX_HEADING_WORDS = 14

_ONE_OR_TWO_WORDS = re.compile(
    r"[^\w#@]*[A-Za-z\u00c0-\u024f][\w.'’&-]*(?:,?\s+[A-Za-z\u00c0-\u024f][\w.'’&-]*)?[^\w]*"
)
_SPEAKER = re.compile(r"[A-Z][A-Z .’'-]{1,25}:\s+")
"""The label before what somebody says in a conversation."""
_AFTER_MARK = re.compile(r"(?<=[.!?…])[\"”’)]*\s+")
_OPENS_WITH_ONE_OR_TWO_WORDS = re.compile(rf"{_ONE_OR_TWO_WORDS.pattern}(?:$|{_AFTER_MARK.pattern})")
_TAGS = re.compile(r"(?:\W*[#@]\w+)+\W*")
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_GREETING = (
    r"good (?:morning|afternoon|evening|day)\b.{0,90}"
    r"|(?:morning|afternoon|evening),? (?:(?:all|everyone|everybody|folks|readers?)(?=[,.!]| and\b)|and welcome\b)"
    r".{0,90}",
    r"(?:hello|hi|hey|greetings)\b[ ,!.].{0,90}",
    r"(?:you are |and )?welcome(?: back)? to (?:our|this|another|today['’]s|your|all|(?:the )?[\w’' ]{0,30}\b"
    r"(?:live|blog|coverage|newsletter|briefing|edition|issue))\b.*",
    rf"it['’]s (?:\w+ )?(?:{_DAYS})[,.!].{{0,60}}",
    r"(?:this is|here is|here['’]s|below is) (?:our|your|the|today['’]s) (?:\w+ ){0,2}"
    r"(?:round-?up|digest|briefing|newsletter)\b.*",
    r"enjoy (?:your|the|our) (?:\w+ )?(?:coffee|weekend|day|evening|read|reading|week|sunday)\b.*",
    r"(?:i['’]m|i am|my name is) [\w’' ]{2,40}(?:,| and) (?:and )?(?:this is|here|i['’]ll|bringing|with you)\b.*",
    r"(?:my|dear|ladies|friends|mr\.?|madam)\b[\w ,.’']{2,60}, good (?:morning|afternoon|evening)[.!]",
    r"(?:guten (?:morgen|tag|abend)|(?:herzlich )?willkommen (?:zu|zum|zur|beim|im)"
    r"|bonjour|bonsoir|bienvenue (?:dans|à|sur)|buen(?:os|as) (?:días|tardes|noches)|bienvenid[oa]s a"
    r"|buon(?:giorno|asera)|benvenut[ie] (?:a|nel|nella)|bom dia|boa (?:tarde|noite)|goede(?:morgen|middag|navond)"
    r"|welkom (?:bij|in))\b(?! (?:sagt|dit|disait|dijo|disse|zei)).{0,90}",
)
_SIGN_OFF = (
    r"that(?:['’]s| is| was) (?:all|it|a wrap)(?: \w+){0,3}? (?:for|from)\b.{0,90}|that['’]s (?:it|all|a wrap)[.!]",
    r"(?:many |and )?thank(?:s| you)\b.{0,40}"
    r"\bfor (?:your|reading|following|joining|watching|listening|being|having (?:me|us))\b.*",
    r"(?:our|my) (?:colleagues|team|live coverage|coverage|next (?:issue|edition|newsletter))\b.{0,60}"
    r"\b(?:back|resumes?|continues?|take over|ends|arrives)\b.*",
    r"(?:we|i)(?:['’]ll| will|['’]re|['’]m| are| am) (?:be back|see you|return|leave (?:it|you)"
    r"|(?:now )?(?:closing|ending|pausing|signing off|wrapping)|continue to (?:update|bring))\b.*",
    r"(?:and )?(?:that|this)(?:['’]s| is| was) the end of (?:our|this|today|the (?:live|day|blog|coverage))\b.*",
    r"see you (?:tomorrow|next|soon|on|again|there|back)\b.*|until (?:tomorrow|next (?:time|week))[.!]",
    r"have an? (?:\w+ ){1,2}(?:day|morning|afternoon|evening|night|week|weekend|one|time|trip|journey)\b.{0,30}"
    r"|have a (?:good|great|nice|lovely|wonderful|happy)\b.{0,40}"
    r"|(?:thank you|god bless)\b[^\"“”]{0,60}\bgood ?night[.!]|good ?(?:bye|night)\b.{0,60}|signing off\b.*",
    r"(?:this|our|the) (?:live ?)?(?:blog|coverage|page|newsletter) (?:is|has|will|was)(?: now)?"
    r" (?:closed|ended|be closing|been closed|ending|closing|written|edited)\b.*",
)
_APPEAL = (
    r"(?:please |do |and )?keep (?:(?:your|those) (?:\w+ ){1,2}coming|sending|them coming|checking|refreshing|reading"
    r"|following|scrolling)\b.*",
    r"(?:please |do |you can )?(?:send|e-?mail|share|tell|text|whatsapp|message|tweet|drop|give) (?:us|me|in|your)\b.*",
    r"(?:please |do |you can )?write to (?:us|me)\b.*|let us know\b.*|(?:so |please )?get in touch\b.*",
    r"here(?:['’]s| is| are) (?:an?|some|another|more|the latest) (?:\w+ )?"
    r"(?:picture|photo|photograph|image|video|clip)s?\b.*",
    r"here are (?:some|a few|more|a selection)? ?(?:of )?(?:your|our)\b.*|what do you think\?.*",
    r"join (?:us|the (?:conversation|discussion|debate)|our)\b.*|stay (?:tuned|with us)\b.*",
    r"follow (?:us|along|our|me)\b[^:]*|check back\b.*|scroll (?:down|up)\b.*|subscribe\b.*|sign up\b.*",
    r"you can (?:e-?mail|contact|reach|follow|sign up|send|find (?:us|more|out))\b.*|you can .{1,80}\bhere[.!]",
    r"(?:if you|did you|do you|have you|were you|are you) .{3,120}\b(?:e-?mail us|get in touch|let us know|contact us"
    r"|send us|tell us|we(?:['’]d| would) (?:love|like) to hear)\b.*",
    r"we(?:['’]d| would) (?:love|like) to hear from you\b.*|got (?:a tip|a story|feedback|thoughts)\b.*",
    r"forward(?:ed)? (?:this|to you)\b.*|reply to this\b.*|was this (?:newsletter|e-?mail) forwarded\b.*",
    r"here(?:['’]s| is) my colleague\b.*"
    r"|you(?:['’]re| are) (?:reading|following|watching) (?:our|the) (?:live|latest)\b.*",
    r"(?:check|find) out\b.*\b(?:here|below|this|these)\b.*"
    r"|here(?:['’]s| is| are) (?:what|how|why|who|where|when|everything|all|a look)\b.*",
    r"(?:click|tap|swipe) (?:here|on|to|through|below)\b.*|(?:read|see) (?:more|on|the (?:full|original))\b.*",
    r"(?:read|see|watch|view|listen to) [^.]{0,60}\b(?:here|below)\.?",
)
_CONTACT = (
    r"for (?:more|further|additional|all) (?:information|details?|info|media)\b.*|contacts?\s?:.*",
    r"for (?:(?:press|media|any|all|other|ticket) )?(?:interviews?|[ei]nquiries|questions|queries|bookings|tickets"
    r"|images)\b[^.]{0,30},? (?:please )?(?:call|contact|e-?mail|phone|ring|telephone)\b.*",
    r"(?:media|press|investor)s? (?:contacts?|enquir\w+|inquir\w+|office|relations)\b\s?[:(–—-].*",
    r"notes? to editors?\b.*",
    r"(?:you can )?(?:reach|contact|e-?mail|follow|write to) (?:her|him|them|me|us) (?:at|on|via|by|@)\b.*",
    r"(?:please )?visit (?:our|www|http|the website|us)\b.*|(?:tel|telephone|phone|e-?mail|fax)\.?\s?:.*",
)
_ADDRESS = r".*\b(?:e-?mail|contact|write to|send|visit)\b.{0,60}(?:[\w.+-]{1,40}@[\w-]{1,40}\.|www\.\w).*"
_CREDIT = (
    r"(?:video|photos?|pictures?|gallery|audio|live|slideshow)\s?[:|-]?\s(?:scroll|watch|see|click|listen|swipe)\b.*",
    r"(?:more|see more|read more|read this|watch|photos|related|also on"
    r"|reporter['’]s notebook)(?: from [\w’' ]{2,40}|\s?:.*)",
    r"(?:photograph|photo|image|picture|graphic|illustration|credit|source)s?(?: by| courtesy(?: of)?)?\s?[:/|©].*",
    r"(?:additional )?(?:reporting|editing|writing) by\b.*|our standards\s?:.*",
    r"(?:this|an earlier version of this) (?:article|story|post|report|page)"
    r" (?:has been|was|incorrectly|originally) (?:updated|corrected|amended|edited|published|said|stated)\b.*",
)
# Those that do not begin with a word are only tried where there is one that they need, since that takes long.
_APPEAL_WITHIN = {
    "comment ": r".*\bcomment (?:below\b|(?:on|at) the (?:bottom|foot|end) of this page\b).*",
    " sen": r"[\w, ]{2,30} (?:sends?|sent|has sent) (?:us|in) (?:this|these|some|an?) (?:\w+ )?"
    r"(?:picture|photo|image|video)s?\b.*",
}
_REPORTED_FROM = r"(?:[\w ]{2,20}['’]s? )?[\w .,’'-]{3,80} (?:reported|contributed|wrote) (?:from|to) (?:\w+ ?){1,3}\."
_CREDIT_WITHIN = {
    "contributed to this ": r".{0,80}\bcontributed to this (?:report|story|article)\b.*",
    "reported ": _REPORTED_FROM,
    "contributed ": _REPORTED_FROM,
    "wrote ": _REPORTED_FROM,
    "(": r".{0,80}\((?:ap|afp|reuters|getty|epa|pa|cnn) (?:photo|images?|wire)[^)]{0,40}\)\.?",
}
# A mark after a full stop, or a second one, is a quotation mark that a wrong decoding damaged.
_QUESTION = (r"[^\"“”?]*[^\"“”?.,!\s]\s?\?[\s)]*", r"\d{1,2}[.)] .*\?")
_COMMENTARY = re.compile(
    r"(?:Foul by|Attempt (?:missed|blocked|saved)|Corner,|Substitution,|Offside,|Match ends|Goal!|Hand ball by"
    r"|Delay in match"
    r"|(?:First|Second) Half (?:begins|ends)).*|.{2,40}\(.{2,30}\) (?:(?:right|left) footed shot|header"
    r"|wins a free kick|hits"
    r"|is shown the).*"
)
_CASED_CREDIT = re.compile(
    r"Courtesy(?: of)?(?: [A-Z][\w.’'-]*){1,5}\.?|[—–-]+\s?(?:[A-Z][\w.&’'-]*\s?){1,4}\.?"
    r"|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3} is (?:an?|the|[A-Z][\w.&’' -]{1,40}['’]s?) (?:[\w’'-]+ ){0,4}"
    r"(?:correspondent|reporter|columnist|bureau chief|staff writer|contributing editor)(?: (?:at|for|in|of|with|based)"
    r" [\w.,&’' -]{2,60})?\."
    r"|(?:REUTERS|AFP|AP|Getty Images)\s?/\s?(?:[A-Z][\w.&’'-]*\s?){1,4}|(?:[A-Z][\w.&’'-]*\s?){1,4}Share Photo"
)
_TIME_STAMP = re.compile(
    r"[*_\[(•–-]*\s?(?:\d{1,2} [A-Z][a-z]{2,8}\.?(?: (?:19"
    r"|20)\d\d)?,? (?:at )?)?\d{1,2}[:.h]\d\d\s?(?:[ap]\.?m\.?)?(?:\s?[A-Z]{2,4}\b)?[\])]?(?:[\s:*•|–—-]+|$)"
)
"""What stands before an entry of a live blog."""
_DATE = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?"
    r"|\d{1,2}(?:st|nd|rd|th)?"
    r" [A-Z][a-z]{2,8}),? (?:19|20)\d\d\s?\.?"
)
_DATELINE_PART = (
    r"(?:,\s(?:[A-Z][a-z]{1,14}\.?|(?:[A-Z]\.){2,3}|[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)"
    r"|\s?\([A-Z][\w ]{1,20}\)|\s?[—–])"
)
_DATELINE = re.compile(
    rf"[A-Z][A-Z .'’]{{1,40}}{_DATELINE_PART}{{1,4}}\s?[—–-]*\.?"
    r"|[A-Z][\w .'’-]{1,40},? \(?(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2}),? (?:19|20)\d\d\)?\s?[—–-]*\.?"
)
_INTRODUCTION_TO_A_LIST = re.compile(r"(?i:here (?:is|are)|here['’]s|these are|see|read) [^.]{0,100}:")


def _any_of(patterns: Sequence[str]) -> Callable[[str], object]:
    return re.compile("|".join(patterns), re.IGNORECASE).fullmatch


def _any_within(patterns: Mapping[str, str]) -> Callable[[str], object]:
    """Like ``_any_of``, but each pattern is only tried on a text that holds its key, in whatever case."""
    matches = [(held, _any_of((pattern,))) for held, pattern in patterns.items()]

    def matches_any(text: str) -> bool:
        lowered = text.lower()
        return any(held in lowered and fullmatch(text) is not None for held, fullmatch in matches)

    return matches_any


_IS_ADDRESS = _any_of((_ADDRESS,))


def is_candidate(sentences: Sequence[Sentence]) -> list[bool]:
    """For each sentence, False if it should not be in a summary as long as there is another one."""
    is_cased = sum(_is_in_capitals(s.text) for s in sentences) * 2 < len(sentences)
    quoted = is_inside_quotation(sentences)
    return [
        not (is_no_candidate(s.text) or inside or credited or (is_cased and _is_in_capitals(s.text)))
        for s, inside, credited in zip(sentences, quoted, is_credited(sentences), strict=True)
    ]


def is_no_candidate(sentence: str) -> bool:
    """True if the words of a sentence alone show that it is no candidate."""
    words = _TIME_STAMP.sub("", sentence, count=1) if sentence[:6].strip("*_[(•– -")[:1].isdigit() else sentence
    words = _SPEAKER.sub("", words, count=1) if ":" in words else words
    return not words or (_is_no_candidate(words) if len(words) <= MAX_LENGTH else begins_with_label(words))


def speaks_to_readers(sentence: str) -> bool:
    """True for a greeting, a sign-off or an appeal."""
    return len(sentence) <= MAX_LENGTH and _speaks_to_readers(sentence)


def is_no_news(line: str) -> bool:
    """True for what no list has as an item either: a greeting, a sign-off, an appeal, a contact, a credit."""
    return len(line) <= MAX_LENGTH and _is_no_news(line)


def _has_one_or_two_words(sentence: str) -> bool:
    """True for "Yes.", and for several such pieces: "Wow. Just wow." in quotation marks is one sentence."""
    if _OPENS_WITH_ONE_OR_TWO_WORDS.match(sentence) is None:  # most sentences
        return False
    return all(_ONE_OR_TWO_WORDS.fullmatch(piece) for piece in _AFTER_MARK.split(sentence))


def _gives_address(sentence: str) -> bool:
    return ("@" in sentence or "www." in sentence.lower()) and _IS_ADDRESS(sentence) is not None


def _is_in_capitals(text: str) -> bool:
    if not text.upper() == text != text.lower():
        return False
    words = [word for word in text.split() if any(map(str.isalpha, word))]
    return 1 < len(words) <= MAX_HEADING_WORDS


NON_CANDIDATE_RULES = (
    Rule("one or two words", _has_one_or_two_words, "“Wow. Just wow.”"),
    Rule("hashtags", _TAGS.fullmatch, "#StormIngrid #harbour"),
    Rule("greeting", _any_of(_GREETING), "Welcome to our live coverage of the storm."),
    Rule("sign-off", _any_of(_SIGN_OFF), "Thank you for reading."),
    Rule("appeal to readers", _any_of(_APPEAL), "Keep sending them to us at live@example.com."),
    Rule("appeal to readers", _any_within(_APPEAL_WITHIN), "Please comment below."),
    Rule("contact", _any_of(_CONTACT), "For more information, visit www.example.org."),
    Rule("address", _gives_address, "To join, contact the harbour office at office@example.com."),
    Rule("credit", _any_of(_CREDIT), "Our Standards: The Thomson Reuters Trust Principles."),
    Rule("credit", _any_within(_CREDIT_WITHIN), "Ann Lee contributed to this report."),
    Rule("label in front", begins_with_label, "Image copyright AFP Image caption The harbour was closed."),
    Rule("caption", is_certain_caption, "The moon turns red in this image of an eclipse."),
    Rule("signature of a post", signs_post, "— Ann Lee (@ann) July 2, 2026"),
    Rule("agency", _CASED_CREDIT.fullmatch, "—Reuters"),
    Rule("dateline", _DATELINE.fullmatch, "DENVER, Colo."),
    Rule("running commentary", _COMMENTARY.fullmatch, "Foul by Graham Cummins (St. Johnstone)."),
    Rule("date", _DATE.fullmatch, "March 9, 2015."),
    Rule("question", _any_within({"?": "|".join(_QUESTION)}), "Was that wise?"),
    Rule("introduction to a list", _INTRODUCTION_TO_A_LIST.fullmatch, "Here is what we know so far:"),
)
_is_no_candidate = any_applies(NON_CANDIDATE_RULES)
_TO_READERS = ("greeting", "sign-off", "appeal to readers")
_speaks_to_readers = any_applies(rule for rule in NON_CANDIDATE_RULES if rule.name in _TO_READERS)
_is_no_news = any_applies(
    rule for rule in NON_CANDIDATE_RULES if rule.name in (*_TO_READERS, "contact", "address", "credit", "agency")
)
