"""What people get who follow something: new articles, each with buttons that stop it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.ui.button_ids import Action, ButtonAction
from bot.ui.limits import MAX_FIELD_VALUE, and_more, cut, join_within
from bot.ui.markup import escape
from bot.ui.posts import KEY_MARK, post, post_text
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.models.analysed_article import AnalysedArticle
    from bot.models.follows import Follow, Reader

__all__ = ["MAX_NAME", "reader_post", "reader_text", "stop_button", "unreached_page"]

MAX_STOPS = 4
"""Buttons of a message that stop one thing each, beside the one that stops all."""
MAX_NAME = 100
"""Maximum units of what somebody follows, in a list."""
STOP_ROW = 4
LIST_FOOTER = "Key sentences are quoted word for word"


def reader_post(items: Sequence[AnalysedArticle], reader: Reader, key: str) -> Reply:
    """A post for a person, with what of it they follow.

    In direct messages it has none of the buttons that open an article: these are answered where the articles are.
    """
    reply = post(items, key)
    follows = list(dict.fromkeys(follow for item in items if item.reader for follow in item.reader.follows))
    reply.embed.add_field(
        name="You follow", value=_names(follows, reader) or "nothing of this any longer", inline=False
    )
    everything = ButtonAction(Action.STOP_READER, f"{reader.subscription_id}{KEY_MARK}{key}")
    stops = [stop_button(follow, row=STOP_ROW) for follow in follows[:MAX_STOPS]]
    stops.append(Button("Stop all of it", everything, row=STOP_ROW))
    if reader.is_mentioned:
        return replace(reply, buttons=(*reply.buttons, *stops))
    if len(items) > 1:
        reply.embed.set_footer(text=LIST_FOOTER)
    links = [button for button in reply.buttons if button.url]
    return replace(reply, buttons=(*links, *stops), menu=None, action=None)


def reader_text(items: Sequence[AnalysedArticle], reader: Reader) -> str:
    """The text above it, which a phone shows; it mentions the person in a thread."""
    mention = f"<@{reader.user_id}>" if reader.is_mentioned else ""
    return " ".join(filter(None, (mention, post_text(items, None, in_forum=False))))


def stop_button(follow: Follow, *, row: int = 0) -> Button:
    """A button that ends one thing that a person follows."""
    return Button(f"Stop: {follow.name}", ButtonAction(Action.STOP_FOLLOW, str(follow.id)), row=row)


def unreached_page(reader: Reader, key: str) -> Reply:
    """What a person is told, where they asked, who cannot be sent direct messages; it does not say what they follow."""
    text = (
        "What you follow has new articles, but I may not send you direct messages. Allow them for this server "
        "(Privacy Settings in the menu of the server), then press the button; until then, nothing is sent."
    )
    again = ButtonAction(Action.RESUME_READER, f"{reader.subscription_id}{KEY_MARK}{key}")
    return Reply(discord.Embed(description=text, colour=COLOUR), (Button("Send them now", again),))


def _names(follows: Iterable[Follow], reader: Reader) -> str:
    names = [escape(cut(follow.name, MAX_NAME)) for follow in follows]
    asked = f" · asked for in <#{reader.asked_in}>" if reader.asked_in and not reader.is_mentioned else ""
    return join_within(names, MAX_FIELD_VALUE - len(asked), and_more) + asked if names else ""
