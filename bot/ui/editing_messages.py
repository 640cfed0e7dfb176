"""The sentences with which ``add``, ``edit``, ``remove`` and ``restore`` confirm or refuse something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command_marks import command
from bot.intake.files.kinds import READABLE
from bot.ui.markup import code, escape
from bot.ui.messages import done, notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.errors import BriefingError
    from bot.models.articles import Article
    from bot.ui.reply import Reply

__all__ = [
    "DISCARDED",
    "FORM_OF_OTHER_SERVER",
    "LINK_BESIDE_OTHERS",
    "MESSAGE_UNSEEN",
    "NOT_AN_ARTICLE",
    "NOT_YOUR_CHOICE",
    "NO_ARTICLE_OF_MINE",
    "NO_SUCH_CHOICE",
    "NO_TEXT",
    "ONE_FILE",
    "ONE_TEXT",
    "REPLY_UNSEEN",
    "TEXT_BESIDE_FILE",
    "UNREADABLE_FILE",
    "WHICH_ARTICLE",
    "YOUR_TEXT",
    "added_meanwhile",
    "already_restored",
    "edit_undone",
    "file_not_downloaded",
    "file_too_large",
    "no_text_in_message",
    "nothing_to_restore",
    "refusal_in_list",
    "removed",
    "restored",
    "too_many_files",
    "too_many_to_show",
    "unreadable_files",
]

DISCARDED = "Your text was not saved: the article stays as it is."
FORM_OF_OTHER_SERVER = "This form was opened in another server: open it again here, with /add or /edit."
LINK_BESIDE_OTHERS = "not fetched: send it in another message"
MESSAGE_UNSEEN = "I can no longer see the message that this is about: it was deleted, or is hidden from me."
NOT_AN_ARTICLE = "That message is no article: choose one with a title and a text, a link to an article, or a file."
NOT_YOUR_CHOICE = "Only the person who was asked can choose here. To add or change something, use the command yourself."
NO_SUCH_CHOICE = "This button does not belong to what you sent: use the command again."
NO_ARTICLE_OF_MINE = "That message of mine does not show one article: give the number of an article instead."
NO_TEXT = (
    "There is no text yet: write a link or a text after the command, attach a .txt file, or reply to a message. The "
    "slash command opens a form."
)
ONE_FILE = "An edit takes only one file: repeat the command with the one that contains the new text."
REPLY_UNSEEN = "I cannot see the message you replied to: send its text or its link again, and reply to that."
WHICH_ARTICLE = "Which article? Give its number."
YOUR_TEXT = "your text"
"""In a list that names each file: what was written in the message itself."""
TEXT_BESIDE_FILE = "not added, because a file came with it: send it separately"
ONE_TEXT = (
    "An edit takes only one text, but the zip file has several: add those as articles, or attach the one you mean."
)
UNREADABLE_FILE = f"not read: I can only read {READABLE}"
MAX_FILE_NAME = 60
SENTENCE_MARKS = tuple(".!?…。！？")


def removed(article: Article, prefix: str) -> Reply:
    """An article was removed."""
    undo = code(f"{prefix}restore {article.number}")
    return done(f"Removed {_named(article)} {undo} undoes this.")


def restored(article: Article) -> Reply:
    """A removed article is back."""
    return done(f"Restored {_named(article)}")


def edit_undone(article: Article) -> Reply:
    """``article`` is what it was before its last edit."""
    return done(f"Undid the last edit of {_named(article)}")


def _named(article: Article) -> str:
    """An article's number and title at the end of a sentence; a title with a mark of its own gets no full stop."""
    stop = "" if article.title.endswith(SENTENCE_MARKS) else "."
    return f"**#{article.number}** {escape(article.title)}{stop}"


def added_meanwhile(article: Article) -> str:
    """The page of a link became an article after the preview of it was made."""
    number = article.number
    return (
        f"That link is already added as #{number}; the article was left as it is. "
        f"To change it: {command(f'edit {number}')}, and the new text or the link."
    )


def already_restored(number: int) -> str:
    """Somebody else restored the article first."""
    return f"#{number} has already been restored."


def nothing_to_restore(prefix: str) -> Reply:
    """No article was removed."""
    return notice(
        "No articles have been removed here, so there is nothing to restore. "
        f"{prefix}restore with an article’s number undoes its last edit."
    )


def no_text_in_message(*, poll: bool, stickers: bool) -> str:
    """A message that was replied to, or used from its menu, has no text."""
    contents = "a poll and no text" if poll else "a sticker and no text" if stickers else "no text"
    return f"That message contains {contents} to read: choose one with an article’s text, a link to it, or a file."


def unreadable_files(names: Sequence[str]) -> str:
    """None of the attached files can be read."""
    shown = ", ".join(name[:MAX_FILE_NAME] for name in names)
    return f"I can read {READABLE}, not {shown}: save the article as plain text and attach that."


def too_many_files(limit: int) -> str:
    """More files than one message may bring."""
    return f"One message can contain at most {limit} files: send the others in another message."


def too_many_to_show(name: str, limit: int) -> str:
    """A zip file with more texts than are shown one by one."""
    return (
        f"{name} has more than {limit} texts, too many to show each of them first: reply to the message with "
        f"{command('add')}, which stores them at once."
    )


def file_too_large(name: str, size: int, limit: int) -> str:
    """``size`` and ``limit`` are in bytes."""
    return f"{name} has {size:,} bytes; the limit is {limit:,}. Split it into several articles."


def file_not_downloaded(name: str) -> str:
    """Discord did not give the file."""
    return f"{name} could not be downloaded from Discord: try attaching it again."


def refusal_in_list(error: BriefingError, name: str, prefix: str) -> str:
    """Why a file was refused, for a list that names the file already."""
    reason = error.written(prefix).removeprefix(f"{name}: ")
    return f"not added. {reason.replace(name, 'It', 1) if reason.startswith(name) else reason}"
