"""Detects boilerplate: headings, bylines, credits, rights notices and calls to action on a news page."""

from __future__ import annotations

import re

__all__ = ["is_boilerplate_line", "is_boilerplate_sentence"]

MAX_HEADING = 100
"""Characters up to which a line without final punctuation counts as a heading."""
MAX_BOILERPLATE = 220
"""Characters up to which a line is checked for bylines, credits, notices and calls to action; longer ones are prose."""

_FINAL_PUNCTUATION = re.compile(r"""[.!?…。！？;][\s"'”’»)\]」』]*$""")
_LIST_ITEM = re.compile(r"(?:[-*•–—►▪]|\d{1,3}[.)])(?:\s+\S+){5}")
_LETTER = re.compile(r"[^\W\d_]")
_TIME_OR_YEAR = r"(?:\d{1,2}[:.]\d\d|\d{1,2}\s?[ap]\.?m\b|\b(?:19|20)\d\d\b)"
_BYLINE = re.compile(
    r"(?:(?i:by|words by|reporting by|edited by|written by)\s+(?:[A-Z][\w.'’-]*|and|of|for|in|the|[,&|/])"
    r"(?:\s+(?:[A-Z][\w.'’-]*,?|and|of|for|in|the|[&|/]))*"
    r"|(?i:(?:first |last )?(?:posted|published|updated|modified)(?: on| at)?\b).{0,50}"
    + _TIME_OR_YEAR
    + r".{0,20})\.?"
)
_CREDIT = re.compile(
    r"(?i:\(?(?:file )?(?:photo|photograph|image|picture|video|illustration|credit|caption)s?(?: credit| by| courtesy)?"
    r"(?: of)?\s?[:/|].*|[(\[]?(?:photo|photograph|image|picture|video|credit)s? (?:by|courtesy) .*"
    r"|.{0,120}(?:AP Photo|Getty Images|/AFP|/Reuters|REUTERS/|/AP\b|Shutterstock).{0,60}"
    r"|hide caption|toggle caption|enlarge(?: this)? image|view photos?\b.*|image caption.*|media caption.*)"
)
_RIGHTS_NOTICE = re.compile(
    r"(?i:(?:copyright|©|\(c\)).*|.{0,120}\ball rights reserved\b.*"
    r"|.*\bmay not be (?:published|reproduced|reprinted).{0,30}\b(?:broadcast|rewritten|redistributed|permission).*)"
)
_SOCIAL_MEDIA = r"(?:facebook|twitter|instagram|linkedin|whatsapp|telegram|youtube|tiktok|threads|bluesky|reddit|X)"
_CALL_TO_ACTION = re.compile(
    r"(?i:(?:[\[(<»>→•*-]+\s*)?(?:"
    r"(?:read|see|watch|learn|find out|view)(?: more| also| next|:| the full (?:story|article))(?:\b|\s|$).*"
    r"|(?:click|tap) (?:here|to|on|below|through)\b.*"
    r"|(?:also )?(?:related|more on this|more from|recommended|most read|trending|don['’]t miss|you may also like"
    r"|what to read next|in this article|must read|must watch|listen|watch live|live updates)\s*(?::.*|\|.*|)"
    r"|(?:sign|signing) (?:up|in)\b.*|subscribe\b.*|already a (?:subscriber|member)\b.*"
    r"|(?:log|register) (?:in|here|now)\b.*"
    r"|(?:follow|like|join|find|connect with) .{0,60}\bon " + _SOCIAL_MEDIA + r"\b.*"
    r"|share (?:this|on|via|your|with)\b.*|tweet (?:this|with)\b.*|follow @\w+.*"
    r"|get (?:the|our) .{0,40}newsletters?\b.*"
    r"|.{0,60}\b(?:our|free|daily|weekly) (?:\w+ )?newsletters?\b.*"
    r"|(?:story|article) continues (?:below|after)\b.*|advertisement\b.{0,40}|sponsored\b.{0,20}|continue reading\b.*"
    r"|watch the (?:\w+ ){0,2}video\b.*|see video\b.*|(?:e-?mail|contact) (?:us|the (?:author|reporter|writer))\b.*"
    r"|download (?:our|the) .{0,30}\bapp\b.*|(?:leave|post) a comment\b.*|\d* ?comments?"
    r"|please (?:enable|turn on) javascript\b.*|this (?:site|website) uses cookies\b.*"
    r"))"
)
_INLINE_CALL_TO_ACTION = re.compile(
    r"(?:READ MORE|READ ALSO|RELATED|MORE|WATCH|SEE ALSO|CLICK HERE|ALSO READ)\b\s?[:|>].*"
    r"|(?:Read|Watch|Listen|See)\s?:.*|The (?:opinions|views) expressed .{0,60}\bown\b.*"
    r"|The (?:author|writer) is an? .{0,80}\b(?:columnist|contributor|reporter|journalist|editor|writer)\b.{0,40}"
    r"|(?i:[\[(]?(?:read more|also read|see also|read also|related)\s?[:|].*"
    r"|[\[(](?:read|watch)\s?[:|].*|click here (?:to|for)\b.*"
    r"|sign up (?:for|to|here)\b.*\b(?:newsletters?|alerts?|e-?mails?|inbox)\b.*|follow (?:us|@\w+)\b.*"
    r"|(?:follow|like) .{0,60}\bon " + _SOCIAL_MEDIA + r"\b.*|all rights reserved\b.*|copyright (?:©|\d{4}|the ).*"
    r"|scroll down (?:for|to)\b.*|(?:watch|see) (?:the )?(?:video|pictures?) (?:below|above)\b.*"
    r"|[^.!?]{0,60}\(@\w+\) \w+ \w+,? \d{4}"
    r"|story continues below\b.*|continue reading\b.*|share this (?:article|story|post)\b.*)"
)


def is_boilerplate_line(line: str) -> bool:
    """True if a line by itself is a heading, byline, credit, rights notice or call to action, or has no letters."""
    line = line.strip()
    if not _LETTER.search(line):
        return True
    if len(line) <= MAX_HEADING and not _FINAL_PUNCTUATION.search(line) and not _LIST_ITEM.match(line):
        return True
    patterns = (_BYLINE, _CREDIT, _RIGHTS_NOTICE, _CALL_TO_ACTION)
    return len(line) <= MAX_BOILERPLATE and any(pattern.fullmatch(line) for pattern in patterns)


def is_boilerplate_sentence(sentence: str) -> bool:
    """True if a sentence in a paragraph is a call to action; stricter than for a line, since it is probably prose."""
    return not _LETTER.search(sentence) or (
        len(sentence) <= MAX_BOILERPLATE and bool(_INLINE_CALL_TO_ACTION.fullmatch(sentence))
    )
