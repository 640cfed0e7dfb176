"""Patterns of lines that are not part of an article: labels, invitations, rights notices, contacts, comments.

The phrases are in ``words/boilerplate.txt``; the patterns here say what may surround them.
"""

from __future__ import annotations

import re

from bot.intake.word_lists import section_pattern

__all__ = [
    "CHANNEL",
    "COMMENTS_HEADING",
    "CONTACT",
    "COPYRIGHT",
    "FIRST_PERSON",
    "INVITATION",
    "LABEL",
    "NEWSLETTER",
    "NOTE_BELOW",
    "PICTURE_CREDIT",
    "RELATED_STORY",
    "RIGHTS",
    "SOURCE",
    "TAGS",
    "YEAR_OR_TIME",
]


def _phrases(section: str) -> str:
    return section_pattern("boilerplate", section)


RELATED_STORY = re.compile(rf"\W{{0,3}}{_phrases('related stories')}\s*(?=[:：|>»▶→–—-]|$)", re.IGNORECASE)
"""A link to another story: alone on its line, or with the story's title after a colon."""
LABEL = re.compile(
    rf"\W*(?:{_phrases('labels')}|{_phrases('reading time')}\b.{{0,40}}"
    r"|\d{1,2}[:.h]\d{2}(?:\s*(?:uhr|[ap]\.?m\.?|[a-z]{2,4}))?|\d+ (?:min(?:ute)?s?)(?: read)?"
    r"|share(?: (?:this|on|via|with)(?: \S+){0,5})?|分享(?:到.{0,8})?)\W*",
    re.IGNORECASE,
)
"""A whole line that is a button, the label of an advertisement, a time of day or a reading time."""
INVITATION = re.compile(rf"\W{{0,3}}{_phrases('invitations')}", re.IGNORECASE)
NEWSLETTER = re.compile(_phrases("newsletter"), re.IGNORECASE)
CHANNEL = re.compile(rf"{_phrases('newsletter')}|{_phrases('channels')}", re.IGNORECASE)
"""Channels in which a site can be followed; their names are the same in every language."""
FIRST_PERSON = re.compile(rf"\b{_phrases('first person')}\b|{_phrases('first person within words')}", re.IGNORECASE)
"""Words with which a site refers to itself or asks to be followed."""
RIGHTS = re.compile(rf"{_phrases('rights')}|\(c\) ?\d{{4}}", re.IGNORECASE)
COPYRIGHT = re.compile(
    rf"\W{{0,3}}(?:{RIGHTS.pattern}|copyright(?=\W*(?:©|\(c\)|\d{{4}}|by\b|$))|{_phrases('copyright')})", re.IGNORECASE
)
"""A line that begins with a rights notice."""
TAGS = re.compile(rf"\W{{0,3}}{_phrases('tags')}\s*[:：]", re.IGNORECASE)
NOTE_BELOW = re.compile(
    rf"\W{{0,3}}{_phrases('notes below')}|[^.!?]{{0,150}}\bcontributed (?:to this|reporting)\b", re.IGNORECASE
)
"""A line below an article about the article itself: that it was updated, and who helped to write it."""
PICTURE_CREDIT = re.compile(
    r"\W{0,2}(?:photo|photograph|image|picture|foto|bild|imagen|imagem|immagine|photographie)s?"
    r"(?: credit| illustration)?\s?(?:by\b|von\b|[:：])[^.!?]{1,100}\W{0,2}",
    re.IGNORECASE,
)
"""A whole line that says who made a picture."""
SOURCE = re.compile(rf"\W{{0,3}}{section_pattern('fields', 'source')}s?\s?[:：]", re.IGNORECASE)
CONTACT = re.compile(
    r"https?://|[\w.+-]{1,60}@[\w-]{2,60}(?:\.[a-z]{2,})?|(?<!\w)@\w{2,30}"
    r"|\b(?:follow|reach|contact|e-?mail) (?:her|him|them)\b",
    re.IGNORECASE,
)
YEAR_OR_TIME = re.compile(r"\b\d{4}\b|\d{1,2}:\d{2}")
COMMENTS_HEADING = re.compile(rf"\W*(?:\d+\W+)?{_phrases('comments heading')}\W*(?:\d+\W*)?", re.IGNORECASE)
"""The heading of the readers' comments: nothing below it belongs to the article."""
