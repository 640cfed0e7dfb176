"""The sentences with which ``announce`` and its subcommands confirm or refuse something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.guilds import PostStyle
from bot.plurals import plural
from bot.ui.markup import code
from bot.ui.messages import done, notice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.guilds import Subscription
    from bot.ui.reply import Reply

__all__ = [
    "CHANNEL_HIDDEN",
    "NO_EVERYONE",
    "OTHER_SERVER",
    "WRONG_CHANNEL_TYPE",
    "digest_test_posted",
    "missing_permissions_text",
    "no_such_channel",
    "not_an_announcement_channel",
    "not_in_list",
    "not_mentionable",
    "nothing_to_stop",
    "one_channel_only",
    "only_test_posted",
    "picture_set",
    "picture_shown",
    "posting_started",
    "posting_stopped",
    "posting_stopped_by_id",
    "publishing_set",
    "publishing_shown",
    "role_set",
    "style_set",
    "style_shown",
    "test_failed",
    "test_posted",
    "test_uncertain",
]

WRONG_CHANNEL_TYPE = (
    "New articles can be posted in text channels, announcement channels, threads and forums: choose one of these."
)
OTHER_SERVER = "That channel is in another server."
CHANNEL_HIDDEN = "You cannot see that channel, so you cannot choose it."
STYLES = {
    "full": "headline, key sentences, actors and themes",
    "compact": "headline and one key sentence",
}
WHAT_TO_NAME = {
    "announce filter": "To filter by a word, leave the # out.",
    "announce approval": "Create it first, or name a channel that exists.",
}
"""What to do after a name with # that no channel has, by the command."""
NAME_AN_EXISTING_ONE = "Name a text channel, thread or forum of this server."
NO_EVERYONE = "I do not mention everyone: choose a role that members picked themselves."


def posting_started(channel: str) -> Reply:
    """``channel`` is a mention, here and below in confirmations."""
    return done(f"New articles will be posted in {channel}.")


def posting_stopped(channel: str) -> Reply:
    """Posting in a channel was stopped."""
    return done(f"New articles are no longer posted in {channel}.")


def posting_stopped_by_id(channel_id: str) -> Reply:
    """Posting was stopped in a channel that Discord no longer shows."""
    return done(f"New articles are no longer posted in the channel with the id {channel_id}.")


def test_posted(channel: str, number: int) -> str:
    """The test post of an article was sent."""
    return f"The test post of #{number} is in {channel}."


def only_test_posted(channel: str, name: str, number: int, known: Subscription | None, prefix: str) -> Reply:
    """The same for a channel, whose ``name`` this is, that gets no posts of new articles.

    ``known`` is its subscription if it is the approval channel.
    """
    posted = test_posted(channel, number)
    if known is not None:
        return done(posted)
    on = code(f"{prefix}announce on #{name}")
    return done(f"{posted} New articles are not posted there yet: {on} starts that.")


def digest_test_posted(channel: str, articles: int) -> Reply:
    """The test of a digest of so many articles was sent."""
    return done(f"A test of the briefing, with {plural(articles, 'article')} of the last ones, is in {channel}.")


def role_set(channel: str, role: str | None) -> Reply:
    """The role that posts mention was changed, or removed."""
    return done(f"Posts in {channel} will mention {role or 'nobody'} from now on.")


def publishing_set(channel: str, *, publish: bool) -> Reply:
    """Publishing to followers was switched on or off."""
    return done(f"Posts in {channel} will {'' if publish else 'not '}be published to its followers from now on.")


def style_set(channel: str, style: str) -> Reply:
    """``style`` is ``full`` or ``compact``."""
    shown = STYLES[style]
    return done(f"New posts in {channel} will be {style} from now on: {shown}.")


def picture_set(channel: str, *, picture: bool) -> Reply:
    """The picture of the page was switched on or off."""
    which = "the picture that the article’s page names, if it names one" if picture else "no picture"
    return done(f"New posts in {channel} will show {which}.")


def publishing_shown(channel: str, sub: Subscription, prefix: str) -> Reply:
    """Whether posts are published to followers, and how that is changed."""
    now = f"Posts in {channel} are {'' if sub.publish else 'not '}published to its followers."
    return notice(f"{now} {prefix}announce publish {'off' if sub.publish else 'on'} {channel} changes that.")


def style_shown(channel: str, sub: Subscription, prefix: str) -> Reply:
    """How much posts show, and how that is changed."""
    style = sub.look.style
    other = next(one for one in PostStyle if one is not style)
    return notice(
        f"Posts in {channel} are {style}: {STYLES[style]}. {prefix}announce style {other} {channel} makes them "
        f"{other}: {STYLES[other]}."
    )


def picture_shown(channel: str, sub: Subscription, prefix: str) -> Reply:
    """Whether posts show a picture, and how that is changed."""
    which = "the picture that the article’s page names, if it names one" if sub.look.picture else "no picture"
    change = f"{prefix}announce picture {'off' if sub.look.picture else 'on'} {channel} changes that."
    return notice(f"Posts in {channel} show {which}. {change}")


def nothing_to_stop(name: str) -> str:
    """``name`` is the channel's name, here and below in refusals."""
    return f"New articles are not posted in #{name}, so there is nothing to stop."


def no_such_channel(typed: str, command: str) -> str:
    """A name with # is not that of a channel."""
    return f"There is no channel {typed} here. {WHAT_TO_NAME.get(command, NAME_AN_EXISTING_ONE)}"


def one_channel_only(typed: str) -> str:
    """A channel is named between other words, or besides another one."""
    return f"{typed} is a channel: name one channel, before or behind all other words."


def not_in_list(prefix: str) -> str:
    """The id of a deleted channel is not one where articles are posted."""
    return f"There is no such channel here. {prefix}announce list shows where new articles are posted."


def test_uncertain(name: str, error: Exception) -> str:
    """Discord did not say whether it took the test post."""
    return f"It is uncertain whether the test post was sent: {error}. Look in #{name}."


def test_failed(error: Exception) -> str:
    """Discord did not take the test post."""
    return f"The test post was not sent: {error}."


def not_an_announcement_channel(name: str) -> str:
    """Only posts in announcement channels can be published."""
    return f"#{name} is not an announcement channel: only those can be followed from other servers."


def not_mentionable(role: str, name: str) -> str:
    """A mention of the role would notify nobody."""
    return (
        f"Mentioning @{role} would notify nobody: allow anyone to mention it (in the role’s settings), or grant me "
        f"Mention Everyone in #{name}."
    )


def missing_permissions_text(name: str, missing: Sequence[str]) -> str:
    """``missing`` are permissions in Discord's words."""
    return f"I cannot post in #{name} yet: grant me {', '.join(missing)} there, then try again."
