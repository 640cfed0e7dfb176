"""Removes what messengers add to a copied or forwarded message: its sender, its time, a note about the forwarding."""

from __future__ import annotations

import re

__all__ = ["is_forwarding_note", "strip_post_head", "strip_senders"]

MAX_LINE = 200
"""How many characters at the beginning of a line are searched for a sender."""
_DAY = (
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{0,4}"
    r"|(?i:today|yesterday|heute|gestern|aujourd’hui|hier|hoy|ayer|oggi|ieri"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?: at| um| à)?)"
)
_TIME = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?"
_STAMP = rf"(?:{_DAY},?\s{{1,3}})?{_TIME}"
_NAME = r"[^\[\]:\n]{1,60}?"
_SENDER = re.compile(
    rf"(?:\[{_STAMP}\]\s?|(?:{_DAY}),?\s{_TIME}\s[-–]\s)(?P<name>{_NAME}):\s"  # WhatsApp, Discord
    rf"|\[{_STAMP}\]\s(?P<after>{_NAME})(?:\n|$)"  # Teams
    rf"|(?P<sender>{_NAME}),?\s\[{_STAMP}\]:?\s?(?:\n|$)"  # Telegram
    rf"|(?P<speaker>\w[^\[\]:\n!?]{{0,40}}?)(?:\s?[—–]\s|[ \t]{{2,}}){_STAMP}(?:\n|$)"  # Discord, Slack
    rf"|(?P<other>[A-ZÀ-Þ][\w'’-]*(?:\s[A-ZÀ-Þ][\w'’-]*){{0,2}})\s"  # Teams
    rf"(?:{_DAY},?\s)?\d{{1,2}}:\d\d\s?[AP]M(?:\n|$)"
)
MAX_POST_HEAD = 250
"""How many characters at the beginning of a text are searched for the head of a post."""
_AGE = (
    r"(?:\d{1,3}\s?(?:s|m|h|d|w|mo|min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?)\.?(?:\sago)?"
    r"|(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)(?:,?\s\d{4})?|" + _STAMP + ")"
)
_POST_HEAD = re.compile(
    rf"(?:(?:[^\W\d_a-z][^\s@]{{0,20}}[ \n(]{{1,3}}){{1,5}})?@[\w.-]{{1,40}}(?:@[\w.-]{{1,40}})?\)?"
    rf"(?:\s{{0,2}}[·•|-]?\s{{0,2}}{_AGE})?\s{{0,2}}\n"
    rf"|r/\w{{2,30}}\b[^\n]{{0,80}}\n|(?:Posted by |by )?u/[\w-]{{2,30}}\b[^\n]{{0,60}}\n"
)
_APP_TAG = re.compile(r"\s?\b(?:APP|BOT|OP)$")
_NOTE = re.compile(
    r"[\[(_*]{0,2}(?:forwarded(?: many times)?(?: message)?(?: from\b.{0,60})?|for immediate release"
    r"|(?:strictly )?(?:under )?embargo(?:ed)? (?:until|till|for)\b.{0,60}|not for publication before\b.{0,60}"
    r"|(?:weitergeleitet|transféré|reenviado|inoltrato|"
    r"doorgestuurd|переслано)(?: (?:von|de|da|van|от)\b.{0,60})?"
    r"|(?:shared|sent|shared with you) (?:via|from|using|with)\b.{0,40}"
    r"|(?:von meinem|gesendet von|envoyé de|enviado desde|inviato da|verzonden vanaf)\b.{0,40}"
    r"|get outlook for \w{2,10}.{0,40}|view in (?:browser|app)|\(?edited\)?|\(bearbeitet\))[\])_*.:]{0,3}",
    re.IGNORECASE,
)


def strip_senders(text: str) -> str:
    """A copied message without the sender and the time before it and before each of its parts.

    A conversation of several people stays as it is, since the senders are part of it.
    """
    if _SENDER.match(text[:MAX_LINE]) is None:
        return text
    lines = text.split("\n")
    kept: list[str] = []
    senders: set[str] = set()
    for n, line in enumerate(lines):
        match = _SENDER.match(f"{line[:MAX_LINE]}\n" if n + 1 < len(lines) else line[:MAX_LINE])
        if match is None:
            kept.append(line)
            continue
        senders.add(_APP_TAG.sub("", next(filter(None, match.groups())).strip()))
        rest = line[min(match.end(), len(line)) :]
        kept += [rest] if rest.strip() else []
    return "\n".join(kept) if len(senders) == 1 else text


def strip_post_head(text: str) -> str:
    """A post of a social network without who posted it and when."""
    match = _POST_HEAD.match(text[:MAX_POST_HEAD])
    return text[match.end() :].lstrip() or text if match else text


def is_forwarding_note(line: str) -> bool:
    """True if a line only says how a message was forwarded: "Forwarded many times", "Sent from my phone"."""
    return len(line) <= MAX_LINE and _NOTE.fullmatch(line.strip()) is not None
