"""Page furniture: the lines of a news page that are not its prose, such as headings, bylines, credits and appeals."""

from __future__ import annotations

import re

__all__ = ["is_boilerplate_line", "is_boilerplate_sentence"]

MAX_HEADING = 100
"""Characters of a line without final punctuation that still passes for a heading."""
MAX_APPEAL = 220
"""Characters of a line that asks the reader to subscribe, share or read on; longer ones are prose."""

_FINAL = re.compile(r"""[.!?…。！？;][\s"'”’»)\]」』]*$""")
_LIST_ITEM = re.compile(r"(?:[-*•–—►▪]|\d{1,3}[.)])(?:\s+\S+){5}")
_LETTER = re.compile(r"[^\W\d_]")
_TIME = r"(?:\d{1,2}[:.]\d\d|\d{1,2}\s?[ap]\.?m\b|\b(?:19|20)\d\d\b)"
_BYLINE = re.compile(
    r"(?:(?i:by|words by|reporting by|edited by|written by)\s+(?:[A-Z][\w.'’-]*|and|of|for|in|the|[,&|/])"
    r"(?:\s+(?:[A-Z][\w.'’-]*,?|and|of|for|in|the|[&|/]))*"
    r"|(?i:(?:first |last )?(?:posted|published|updated|modified)(?: on| at)?\b).{0,50}" + _TIME + r".{0,20})\.?"
)
_CREDIT = re.compile(
    r"(?i:\(?(?:file )?(?:photo|photograph|image|picture|video|illustration|credit|caption)s?(?: credit| by| courtesy)?"
    r"(?: of)?\s?[:/|].*|[(\[]?(?:photo|photograph|image|picture|video|credit)s? (?:by|courtesy) .*"
    r"|.{0,120}(?:AP Photo|Getty Images|/AFP|/Reuters|REUTERS/|/AP\b|Shutterstock).{0,60}"
    r"|hide caption|toggle caption|enlarge(?: this)? image|view photos?\b.*|image caption.*|media caption.*)"
)
_RIGHTS = re.compile(
    r"(?i:(?:copyright|©|\(c\)).*|.{0,120}\ball rights reserved\b.*"
    r"|.*\bmay not be (?:published|reproduced|reprinted).{0,30}\b(?:broadcast|rewritten|redistributed|permission).*)"
)
_SERVICES = r"(?:facebook|twitter|instagram|linkedin|whatsapp|telegram|youtube|tiktok|threads|bluesky|reddit|X)"
_APPEAL = re.compile(
    r"(?i:(?:[\[(<»>→•*-]+\s*)?(?:"
    r"(?:read|see|watch|learn|find out|view)(?: more| also| next|:| the full (?:story|article))(?:\b|\s|$).*"
    r"|(?:click|tap) (?:here|to|on|below|through)\b.*"
    r"|(?:also )?(?:related|more on this|more from|recommended|most read|trending|don['’]t miss|you may also like"
    r"|what to read next|in this article|must read|must watch|listen|watch live|live updates)\s*(?::.*|\|.*|)"
    r"|(?:sign|signing) (?:up|in)\b.*|subscribe\b.*|already a (?:subscriber|member)\b.*"
    r"|(?:log|register) (?:in|here|now)\b.*"
    r"|(?:follow|like|join|find|connect with) .{0,60}\bon " + _SERVICES + r"\b.*"
    r"|share (?:this|on|via|your|with)\b.*|tweet (?:this|with)\b.*|follow @\w+.*"
    r"|get (?:the|our) .{0,40}newsletters?\b.*"
    r"|.{0,60}\b(?:our|free|daily|weekly) (?:\w+ )?newsletters?\b.*"
    r"|(?:story|article) continues (?:below|after)\b.*|advertisement\b.{0,40}|sponsored\b.{0,20}|continue reading\b.*"
    r"|watch the (?:\w+ ){0,2}video\b.*|see video\b.*|(?:e-?mail|contact) (?:us|the (?:author|reporter|writer))\b.*"
    r"|download (?:our|the) .{0,30}\bapp\b.*|(?:leave|post) a comment\b.*|\d* ?comments?"
    r"|please (?:enable|turn on) javascript\b.*|this (?:site|website) uses cookies\b.*"
    r"))"
)
_INLINE_APPEAL = re.compile(
    r"(?:READ MORE|READ ALSO|RELATED|MORE|WATCH|SEE ALSO|CLICK HERE|ALSO READ)\b\s?[:|>].*"
    r"|(?:Read|Watch|Listen|See)\s?:.*|The (?:opinions|views) expressed .{0,60}\bown\b.*"
    r"|The (?:author|writer) is an? .{0,80}\b(?:columnist|contributor|reporter|journalist|editor|writer)\b.{0,40}"
    r"|(?i:[\[(]?(?:read more|also read|see also|read also|related)\s?[:|].*"
    r"|[\[(](?:read|watch)\s?[:|].*|click here (?:to|for)\b.*"
    r"|sign up (?:for|to|here)\b.*\b(?:newsletters?|alerts?|e-?mails?|inbox)\b.*|follow (?:us|@\w+)\b.*"
    r"|(?:follow|like) .{0,60}\bon " + _SERVICES + r"\b.*|all rights reserved\b.*|copyright (?:©|\d{4}|the ).*"
    r"|scroll down (?:for|to)\b.*|(?:watch|see) (?:the )?(?:video|pictures?) (?:below|above)\b.*"
    r"|[^.!?]{0,60}\(@\w+\) \w+ \w+,? \d{4}"
    r"|story continues below\b.*|continue reading\b.*|share this (?:article|story|post)\b.*)"
)


def is_boilerplate_line(line: str) -> bool:
    """Tells whether a line that stands by itself is a heading, byline, credit, notice of rights or appeal."""
    line = line.strip()
    if not _LETTER.search(line):
        return True
    if len(line) <= MAX_HEADING and not _FINAL.search(line) and not _LIST_ITEM.match(line):
        return True
    if len(line) > MAX_APPEAL:
        return False
    return any(pattern.fullmatch(line) for pattern in (_BYLINE, _CREDIT, _RIGHTS, _APPEAL))


def is_boilerplate_sentence(sentence: str) -> bool:
    """Tells whether a sentence inside a paragraph is an appeal; stricter than for a line, since prose is likelier."""
    return not _LETTER.search(sentence) or (len(sentence) <= MAX_APPEAL and bool(_INLINE_APPEAL.fullmatch(sentence)))
