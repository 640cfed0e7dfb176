"""What messengers write around a message that is copied, forwarded or shared: who sent it, and when."""

from __future__ import annotations

import re

__all__ = ["is_note_of_sharing", "without_senders"]

MAX_LINE = 200
"""Characters of a line in which a sender is looked for."""
_DAY = (
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{0,4}"
    r"|(?i:today|yesterday|heute|gestern|aujourd’hui|hier|hoy|ayer|oggi|ieri"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?: at| um| à)?)"
)
_TIME = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?[Mm]\.?)?"
_STAMP = rf"(?:{_DAY},?\s{{1,3}})?{_TIME}"
_NAME = r"[^\[\]:\n]{1,60}?"
_BEFORE = re.compile(
    rf"(?:\[{_STAMP}\]\s?|(?:{_DAY}),?\s{_TIME}\s[-–]\s)(?P<name>{_NAME}):\s"  # WhatsApp, Discord
    rf"|\[{_STAMP}\]\s(?P<after>{_NAME})(?:\n|$)"  # Teams
    rf"|(?P<sender>{_NAME}),?\s\[{_STAMP}\]:?\s?(?:\n|$)"  # Telegram
    rf"|(?P<speaker>\w[^\[\]:\n!?]{{0,40}}?)(?:\s?[—–]\s|[ \t]{{2,}}){_STAMP}(?:\n|$)"  # Discord, Slack
    rf"|(?P<other>[A-ZÀ-Þ][\w'’-]*(?:\s[A-ZÀ-Þ][\w'’-]*){{0,2}})\s"  # Teams
    rf"(?:{_DAY},?\s)?\d{{1,2}}:\d\d\s?[AP]M(?:\n|$)"
)
_BOT = re.compile(r"\s?\b(?:APP|BOT|OP)$")
_NOTE = re.compile(
    r"[\[(_*]{0,2}(?:forwarded(?: many times)?(?: message)?(?: from\b.{0,60})?|for immediate release"
    r"|(?:weitergeleitet|transféré|reenviado|inoltrato|"
    r"doorgestuurd|переслано)(?: (?:von|de|da|van|от)\b.{0,60})?"
    r"|(?:shared|sent|shared with you) (?:via|from|using|with)\b.{0,40}"
    r"|(?:von meinem|gesendet von|envoyé de|enviado desde|inviato da|verzonden vanaf)\b.{0,40}"
    r"|get outlook for \w{2,10}.{0,40}|view in (?:browser|app)|\(?edited\)?|\(bearbeitet\))[\])_*.:]{0,3}",
    re.IGNORECASE,
)


def without_senders(text: str) -> str:
    """A copied message without the sender and the time before it, and before each of its parts.

    Where several people speak it is a conversation, and who says what is part of it.
    """
    if _sender(text[:MAX_LINE]) is None:
        return text
    lines = text.split("\n")
    kept: list[str] = []
    senders: set[str] = set()
    for n, line in enumerate(lines):
        match = _sender(f"{line[:MAX_LINE]}\n" if n + 1 < len(lines) else line[:MAX_LINE])
        if match is None:
            kept.append(line)
            continue
        senders.add(_BOT.sub("", next(filter(None, match.groups())).strip()))
        rest = line[min(match.end(), len(line)) :]
        kept += [rest] if rest.strip() else []
    return "\n".join(kept) if len(senders) == 1 else text


def is_note_of_sharing(line: str) -> bool:
    """Whether a whole line says only how a message came here: "Forwarded many times", "Sent from my phone"."""
    return len(line) <= MAX_LINE and _NOTE.fullmatch(line.strip()) is not None


def _sender(line: str) -> re.Match[str] | None:
    return _BEFORE.match(line)
