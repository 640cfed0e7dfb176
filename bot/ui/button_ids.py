"""The custom ids of buttons and menus: each holds all that is needed to act on a click, also after a restart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from bot.services.delivery.idempotency import base36
from bot.ui.limits import MAX_CUSTOM_ID, length

__all__ = [
    "ABOUT_MESSAGES",
    "ANYONE",
    "APPROVAL_DECISIONS",
    "BUTTON",
    "BUTTON_ID",
    "DECISIONS",
    "EDITOR_DECISIONS",
    "ENTITY_MENU",
    "ENTITY_MENU_ID",
    "FEED_DECISIONS",
    "FOLLOW_DECISIONS",
    "MENU",
    "MENU_ID",
    "PREVIEW_DECISIONS",
    "SETUP_ACTIONS",
    "SUGGESTIONS",
    "Action",
    "ButtonAction",
    "decode",
    "encode",
]

ANYONE = 0
"""In place of the asker's id under a post: everyone who clicks gets a private answer."""
BUTTON, MENU, ENTITY_MENU = "bb", "bm", "be"
"""What a component is: the beginning of its custom id."""
BUTTON_ID = re.compile(f"{BUTTON}:.*", re.DOTALL)
"""The custom id of a button of any version of this bot."""
MENU_ID = re.compile(f"{MENU}:.*", re.DOTALL)
"""The custom id of a menu of any version of this bot; its action is the one whose answer it is attached to."""
ENTITY_MENU_ID = re.compile(f"{ENTITY_MENU}:.*", re.DOTALL)
"""The custom id of a menu of channels or roles; its action gets the id of what was chosen as its subject."""
_HISTORY = re.compile(r"<([a-z]+)\.(\d{1,6})\.([^:<]*)")
_PATTERN = re.compile(
    r"b[bme]:(?P<action>[a-z]+):(?P<asker>[0-9a-z]{1,13}):(?P<argument>\d{1,6})"
    rf"(?P<history>(?:{_HISTORY.pattern})*):(?P<subject>.*)",
    re.DOTALL,
)
_ESCAPED = str.maketrans({"%": "%25", ":": "%3A", "<": "%3C"})


class Action(StrEnum):
    """What a button can do. The values are in messages already posted: never change the meaning of one."""

    SUMMARY = "sum"  # subject: article id; argument: words (up to 16: sentences; from before lengths were in words)
    ACTORS = "act"  # subject: article id; argument: page
    THEMES = "thm"  # subject: article id
    TEXT = "txt"  # subject: article id; argument: page
    WHO = "who"  # subject: actor id, perhaps a point and the id of an article that means this person
    QUOTES = "quo"  # subject: as of WHO; argument: page
    ARTICLES = "lst"  # argument: page
    REMOVED = "rem"  # argument: page; for editors
    FEEDS = "fds"  # argument: page; for editors
    FEED_ITEMS = "fit"  # subject: feed id, under a notice with its key; argument: page; for editors
    SEARCH = "sea"  # subject: the words; argument: page
    TOP_ACTORS = "top"  # subject: a period as typed; argument: page
    TOP_THEMES = "tpt"  # subject: a period as typed
    TRENDS = "trd"  # subject: a period as typed
    STORY = "sty"  # subject: article id; the articles of its story
    STORY_SUMMARY = "sts"  # subject: article id; argument: words
    THEME = "tha"  # subject: a theme's label; argument: page
    BRIEF = "brf"  # subject: see BriefingSubject; argument: ten times the page, and the sentences for each story
    TIMELINE = "tml"  # subject: see BriefingSubject, of an actor or a theme; argument: page
    COMPARE_ARTICLES = "cpa"  # subject: two article ids with a comma between them; argument: page
    COMPARE_ACTORS = "cpb"  # subject: as two of WHO with a comma between them; argument: page
    FIND = "fnd"  # subject: words typed for an article that did not identify one
    FIND_STORY = "fns"  # subject: words typed for a story that did not identify one
    NAME = "nam"  # subject: words typed for an actor that did not identify one
    NAME_QUOTES = "naq"  # the same for the actor who is quoted
    NAME_BRIEF = "nab"  # the same for what a briefing is about
    NAME_TIMELINE = "nax"  # the same for what a timeline is about
    NAME_THEME = "nat"  # subject: words typed for a theme that did not identify one
    COMPARE_WORDS = "cpw"  # subject: words typed for two things that did not identify both, with | between them
    RESPELL = "rsp"  # subject: the words of a search that found nothing
    FOLLOW_FEED = "ffd"  # subject: token of a feed that was found
    DISCARD_FEED = "dfd"  # subject: token of a feed that was found
    FETCH = "fet"  # subject: token of a pending choice; argument: index of the link to fetch
    KEEP_TEXT = "kpt"  # subject: token of a pending choice
    OVERWRITE = "ovw"  # subject: token of a pending choice
    DISCARD = "dsc"  # subject: token of a pending choice
    RESTORE = "rst"  # subject: article number
    KEEP = "kep"  # subject: token of a pending choice: an article that was shown before it is stored
    RETITLE = "rtl"  # subject: token of a pending choice; opens a form
    DROP = "drp"  # subject: token of a pending choice
    APPROVE = "apv"  # subject: the id of the approval whose card it is
    REJECT = "rej"  # the same
    APPROVE_LATE = "apl"  # the same, once it was dropped or has lapsed
    MESSAGE_SUMMARY = "mss"  # subject: id of a message of the channel, which is read again; argument: words
    MESSAGE_ACTORS = "msa"  # the same, without an argument
    STOP_FOLLOW = "sfo"  # subject: follow id, perhaps with the key of a message; ends one thing that a person follows
    STOP_READER = "srd"  # subject: subscription id, with the key of a message; ends all that it sends to a person
    RESUME_READER = "rrd"  # the same; resumes what a person follows
    SETUP = "stp"  # subject: a step, of that of the briefing perhaps a point and a channel's id; argument: see SKIPPED
    SETUP_CHANNEL = "stc"  # subject: id of a channel, in which new articles are posted from now on
    SETUP_CHANNEL_OFF = "sto"  # subject: id of a channel, in which they are not
    SETUP_ZONE = "stz"  # subject: a time zone; none: opens a form
    SETUP_ROLE = "str"  # subject: id of a role; none: removes the editor role
    SETUP_FEED = "stf"  # opens a form
    SETUP_FOLLOW = "stl"  # subject: token of a feed that was found
    SETUP_DIGEST = "std"  # subject: id of a channel, a point, and times as they are typed; without these: opens a form
    UNKNOWN = "old"  # on no button: what a button of another version decodes to


SUGGESTIONS = frozenset(
    (
        Action.FIND,
        Action.FIND_STORY,
        Action.NAME,
        Action.NAME_QUOTES,
        Action.NAME_BRIEF,
        Action.NAME_TIMELINE,
        Action.NAME_THEME,
        Action.COMPARE_WORDS,
        Action.RESPELL,
    )
)
"""Actions that are answered with “Did you mean …” again."""
PREVIEW_DECISIONS = frozenset((Action.KEEP, Action.RETITLE, Action.DROP))
"""Actions under an article that was shown before it is stored: any editor may choose, and the answer replaces it."""
EDITOR_DECISIONS = PREVIEW_DECISIONS | {
    Action.FETCH,
    Action.KEEP_TEXT,
    Action.OVERWRITE,
    Action.DISCARD,
    Action.RESTORE,
}
"""Actions that change the library; all others only show something."""
FEED_DECISIONS = frozenset((Action.FOLLOW_FEED, Action.DISCARD_FEED))
"""Actions that change which feeds are followed, or forget one that was found."""
APPROVAL_DECISIONS = frozenset((Action.APPROVE, Action.REJECT, Action.APPROVE_LATE))
"""Actions on a card in an approval channel: any editor may choose, and is answered in private."""
ABOUT_MESSAGES = frozenset((Action.MESSAGE_SUMMARY, Action.MESSAGE_ACTORS))
"""Actions that read a message of the channel, of which nothing is stored."""
FOLLOW_DECISIONS = frozenset((Action.STOP_FOLLOW, Action.STOP_READER, Action.RESUME_READER))
"""Actions that change what the person who clicks follows."""
SETUP_ACTIONS = frozenset(
    (
        Action.SETUP,
        Action.SETUP_CHANNEL,
        Action.SETUP_CHANNEL_OFF,
        Action.SETUP_ZONE,
        Action.SETUP_ROLE,
        Action.SETUP_FEED,
        Action.SETUP_FOLLOW,
        Action.SETUP_DIGEST,
    )
)
"""Actions of the guided setup, for members with Manage Server."""
DECISIONS = EDITOR_DECISIONS | FEED_DECISIONS | APPROVAL_DECISIONS | ABOUT_MESSAGES | FOLLOW_DECISIONS | SETUP_ACTIONS
"""Actions that are answered by the cog that asked."""


@dataclass(frozen=True, slots=True)
class ButtonAction:
    """What one button does: ``kind`` says what ``subject`` and ``argument`` mean; pages count from 0.

    ``history`` are the actions whose answers were shown before, the latest first: “Back” leads to them.
    """

    kind: Action
    subject: str = ""
    argument: int = 0
    history: tuple[ButtonAction, ...] = ()


def encode(action: ButtonAction, asker: int, component: str = BUTTON) -> str:
    """Returns the custom id of a button or of another component, at most 100 characters.

    If the whole history does not fit, its first entry is kept longest, because everything can be reached again from
    there. The subject is cut if it does not fit even without a history (searches are bounded so that they fit).
    """
    head = f"{component}:{action.kind}:{base36(asker)}:{action.argument}"
    subject = action.subject[:MAX_CUSTOM_ID]
    history = [f"<{step.kind}.{step.argument}.{step.subject.translate(_ESCAPED)}" for step in action.history]
    while history and length(f"{head}{''.join(history)}:{subject}") > MAX_CUSTOM_ID:
        history.pop(max(0, len(history) - 2))
    head += "".join(history) + ":"
    while length(head + subject) > MAX_CUSTOM_ID:
        subject = subject[:-1]
    return head + subject


def decode(custom_id: str) -> tuple[ButtonAction, int]:
    """Returns an action and the id of the person who asked; ``Action.UNKNOWN`` if this version does not know it."""
    match = _PATTERN.fullmatch(custom_id)
    kind = _known(match["action"]) if match else Action.UNKNOWN
    if match is None or kind is Action.UNKNOWN:
        return ButtonAction(Action.UNKNOWN), ANYONE
    steps = [
        (_known(value), unquote(subject), int(argument))
        for value, argument, subject in _HISTORY.findall(match["history"])
    ]
    history = tuple(ButtonAction(*step) for step in steps if step[0] is not Action.UNKNOWN)
    return ButtonAction(kind, match["subject"], int(match["argument"]), history), int(match["asker"], 36)


def _known(value: str) -> Action:
    return next((kind for kind in Action if kind == value), Action.UNKNOWN)
