"""The views of one article: summary, themes, full text; and parts shared with its list of actors and its post."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.models.analysis import ActorKind
from bot.models.guilds import SUMMARY_LENGTHS
from bot.models.languages import UNDETERMINED
from bot.plurals import plural
from bot.text.summaries.length import LONGEST, SHORTEST, summary_within
from bot.text.telling_phrases import telling_phrases
from bot.ui.also_in import add_also_in
from bot.ui.article_lists import Page, page_buttons
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.dates import set_footer
from bot.ui.languages import english_only
from bot.ui.limits import MAX_DESCRIPTION, MAX_FIELD_VALUE, and_more, cut, join_within, one_line
from bot.ui.markup import escape, quoted, web_address
from bot.ui.menus import SUMMARY_WORDS
from bot.ui.positions import ranges
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.models.analysis import Actor, Analysis, Digest, Sentence
    from bot.models.articles import Article, ArticleHeader, Draft

__all__ = [
    "add_about",
    "article_embed",
    "budget_of",
    "byline",
    "how_much",
    "length_buttons",
    "main_actors",
    "sentence_list",
    "source_button",
    "summary_embed",
    "summary_page",
    "text_page",
    "themes_page",
    "view_buttons",
]

MAX_SENTENCE = 1_200
"""Maximum units of a sentence, so that one cannot fill the whole answer."""
MAX_OLD_ARGUMENT, OLD_WORDS_PER_SENTENCE = 16, 22
"""Buttons sent before lengths were in words hold up to 16 sentences; news sentences have about 22 words."""
VIEWS = (
    (Action.SUMMARY, "Summary", SUMMARY_WORDS),
    (Action.ACTORS, "Actors", 0),
    (Action.THEMES, "Themes", 0),
    (Action.TEXT, "Full text", 0),
)
"""The views of an article: the action, the label of its button, and the argument with which it opens."""
ENGLISH_ONLY = frozenset((Action.ACTORS, Action.THEMES))
MAX_PEOPLE, MAX_OTHERS, MAX_THEMES = 4, 6, 4
"""How many people, other actors and themes a summary names."""
MAX_AUTHORS = 100
"""Maximum units of the authors' names."""
MAX_NAME, MAX_ROLE, MAX_OTHER_NAME = 100, 90, 60
"""Maximum units of a person's name and role, and of the name of another actor."""


def summary_page(
    article: Article, analysis: Analysis | Digest, argument: int, also_in: Sequence[ArticleHeader] = ()
) -> Reply:
    """The key sentences in the order of the text, with the main actors and themes; ``argument`` is that of the button.

    That is about how many words the sentences have. ``also_in`` are the other articles of its story.
    """
    words = budget_of(argument)
    sentences = summary_within(analysis, words)
    embed = summary_embed(article, analysis, sentences)
    add_also_in(embed, also_in)
    set_footer(embed, article, how_much(analysis, sentences))
    lengths = length_buttons(Action.SUMMARY, str(article.id), words, lambda w: len(summary_within(analysis, w)))
    whole = Button(
        f"Whole story ({len(also_in) + 1})", ButtonAction(Action.STORY_SUMMARY, str(article.id), words), row=1
    )
    story = (whole,) if also_in else ()
    buttons = (*view_buttons(article, Action.SUMMARY, words), *lengths, *story, *source_button(article))
    return Reply(embed, buttons, action=_action(Action.SUMMARY, article, words))


def summary_embed(
    article: Article | Draft, analysis: Analysis | Digest, sentences: Sequence[Sentence]
) -> discord.Embed:
    """The sentences of a summary with the main actors and themes, without a footer."""
    embed = article_embed(article)
    embed.description = sentence_list(sentences) or "There is nothing to summarize: this text has no sentences."
    add_about(embed, analysis)
    foreign = english_only("Actors and themes", analysis.language)
    if foreign and not analysis.actors and not analysis.themes:
        embed.add_field(name="Language", value=foreign, inline=False)
    return embed


def how_much(analysis: Analysis | Digest, sentences: Sequence[Sentence], note: str = "") -> str:
    """How much of its article a summary is, and which sentences these are, for the footer."""
    said = f"{len(sentences)} of {plural(analysis.total, 'sentence')}, word for word{note}"
    if len(sentences) in (0, analysis.total):
        return said
    return f"{said}: {ranges([analysis.position(sentence) for sentence in sentences])}"


def budget_of(argument: int) -> int:
    """About how many words a summary has, by the argument of its button."""
    words = argument * OLD_WORDS_PER_SENTENCE if argument <= MAX_OLD_ARGUMENT else argument
    return min(max(words, SHORTEST), LONGEST)


def length_buttons(kind: Action, subject: str, words: int, count: Callable[[int], int]) -> Iterator[Button]:
    """Buttons to the next length below and above, or further if that makes no difference; none if nothing does.

    ``count`` tells how many sentences make about so many words.
    """
    steps, shown = (*SUMMARY_LENGTHS.values(), LONGEST), count(words)
    shorter = next((w for w in reversed(steps) if w < words and count(w) < shown), None)
    longer = next((w for w in steps if w > words and count(w) > shown), None)
    for label, length in (("Shorter", shorter), ("Longer", longer)):
        if length is not None:
            yield Button(label, ButtonAction(kind, subject, length), row=1)


def themes_page(article: Article, analysis: Analysis | Digest) -> Reply:
    """The themes of an article with the words that indicate them, and its key phrases."""
    embed = article_embed(article)
    for theme in analysis.themes:
        embed.add_field(
            name=escape(theme.label), value=", ".join(quoted(word) for word in theme.evidence), inline=False
        )
    if telling := telling_phrases(analysis.phrases, article.title, article.text):
        phrases = [escape(phrase) for phrase in telling]
        embed.add_field(
            name="Key phrases",
            value=join_within(phrases, MAX_FIELD_VALUE, and_more, " · "),
            inline=False,
        )
    if not embed.fields:
        embed.description = english_only("Themes", analysis.language) or "No theme stands out clearly."
    set_footer(embed, article, "in quotation marks: words that indicate the theme")
    return Reply(
        embed,
        (*view_buttons(article, Action.THEMES, 0), *source_button(article)),
        action=_action(Action.THEMES, article),
    )


def text_page(article: Article, starts: Sequence[int], page: int) -> Reply:
    """One page of the full text; the pages begin at the offsets ``starts``."""
    at = Page(page, len(starts), size=1)
    end = starts[at.shown + 1] if at.shown + 1 < at.count else len(article.text)
    embed = article_embed(article)
    embed.description = escape(article.text[starts[at.shown] : end].strip()) or "There is nothing to see on this page."
    set_footer(embed, article, f"full text · {at}")
    others = page_buttons(Action.TEXT, str(article.id), at)
    buttons = (*view_buttons(article, Action.TEXT, at.shown), *others, *source_button(article))
    return Reply(embed, buttons, action=_action(Action.TEXT, article, at.shown))


def article_embed(article: Article | Draft) -> discord.Embed:
    """An embed with an article's title, link, source and author."""
    embed = discord.Embed(title=escape(article.title), url=web_address(article.url), colour=COLOUR)
    if credited := byline(article):
        embed.set_author(name=credited)
    return embed


def byline(article: Article | Draft) -> str:
    """The source and the author, as far as they are known, in plain text."""
    author = f"by {cut(article.author, MAX_AUTHORS)}" if article.author else ""
    return " · ".join(filter(None, (article.source or "", author)))


def sentence_list(sentences: Sequence[Sentence], room: int = MAX_DESCRIPTION) -> str:
    """Sentences as a list: as many as fit into so many units."""
    shown = [escape(one_line(sentence.text, MAX_SENTENCE)) for sentence in sentences]
    return join_within([f"• {text}" for text in shown], room, lambda n: f"… and {plural(n, 'sentence')} more", "\n\n")


def main_actors(analysis: Analysis | Digest) -> tuple[list[Actor], list[Actor]]:
    """The people, and the organisations and places, that a summary names."""
    people = [actor for actor in analysis.actors if actor.is_main and actor.kind is ActorKind.PERSON]
    others = [actor for actor in analysis.actors if actor.is_main and actor.kind is not ActorKind.PERSON]
    return people[:MAX_PEOPLE], others[:MAX_OTHERS]


def add_about(embed: discord.Embed, analysis: Analysis | Digest) -> None:
    """Adds the main actors, people first, and the themes."""
    people, others = main_actors(analysis)
    lines = [_with_role(actor) for actor in people]
    if others:
        lines.append(" · ".join(escape(cut(actor.name, MAX_OTHER_NAME)) for actor in others))
    if lines:
        embed.add_field(name="Who", value=join_within(lines, MAX_FIELD_VALUE, lambda n: f"+{n}"), inline=False)
    if analysis.themes:
        themes = " · ".join(escape(theme.label) for theme in analysis.themes[:MAX_THEMES])
        embed.add_field(name="Themes", value=themes, inline=False)


def _with_role(actor: Actor) -> str:
    role = f" — {quoted(cut(actor.roles[0].text, MAX_ROLE))}" if actor.roles else ""
    return f"**{escape(cut(actor.name, MAX_NAME))}**{role}"


def _action(kind: Action, article: Article, argument: int = 0) -> ButtonAction:
    return ButtonAction(kind, str(article.id), argument)


def view_buttons(article: Article, current: Action, argument: int) -> tuple[Button, ...]:
    """The buttons to an article's views; ``argument`` is that of the current one, 0 for a summary not shown yet.

    Those of what is only found in English texts are left out for one in another language.
    """
    shown = current if (current, argument) != (Action.SUMMARY, 0) else None
    return tuple(
        Button(label, _action(kind, article, argument if kind is current else initial), current=kind is shown)
        for kind, label, initial in VIEWS
        if kind not in ENGLISH_ONLY or kind is current or article.language in ("en", UNDETERMINED)
    )


def source_button(article: Article | Draft, *, row: int = 1) -> tuple[Button, ...]:
    """The button to the article's web address, if it has one."""
    address = web_address(article.url)
    return (Button("Source", url=address, row=row),) if address else ()
