"""Articles as replies: summary, actors, themes, full text; lists and search results; the post of a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.models.articles import SHARED
from bot.models.guilds import SUMMARY_LENGTHS
from bot.services.library import MAX_SUMMARY_SENTENCES
from bot.ui.article_lists import Page, page_buttons
from bot.ui.button_ids import Ask, Question
from bot.ui.dates import article_date, set_footer
from bot.ui.limits import DESCRIPTION, FIELD_VALUE, cut, join_within, one_line
from bot.ui.markup import code, plain, plural, quoted, web_address
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import Actor, Analysis, Digest, Sentence
    from bot.models.articles import Article

__all__ = [
    "add_about",
    "added_page",
    "article_embed",
    "english_only",
    "sentence_list",
    "source_button",
    "summary_page",
    "text_page",
    "themes_page",
    "view_buttons",
]

ADDED_SENTENCES = 3
SENTENCE = 1_200
"""A sentence longer than this is cut, and says so: one must not fill the whole answer."""
SHORTEST, LONGEST = min(SUMMARY_LENGTHS.values()), MAX_SUMMARY_SENTENCES
"""Sentences to which the buttons lead: there is nothing shorter than what ``short`` gives."""
LANGUAGES = {
    **{"ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "fa": "Persian"},
    **{"fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian"},
    **{"it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish"},
    **{"pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "th": "Thai", "tr": "Turkish"},
    **{"uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese", "und": "being in a language that I cannot tell"},
}
"""Names of ISO 639-1 codes that a news library may meet."""
BEGINNING = 400
"""Characters of a text among which its made title stands, behind the place and the agency."""
PEOPLE, OTHERS, THEMES = 4, 6, 4
"""Of how many an article's summary tells."""


def summary_page(article: Article, analysis: Analysis | Digest, count: int) -> Reply:
    """The key sentences, word for word, in the order of the text, with who and what it is about."""
    count = min(max(count, SHORTEST), LONGEST)
    sentences = analysis.summary(count)
    total = analysis.total
    embed = article_embed(article)
    embed.description = sentence_list(sentences) or "There is nothing to summarize: this text has no sentences."
    add_about(embed, analysis)
    foreign = english_only("Actors and themes", analysis.language)
    if foreign and not analysis.actors and not analysis.themes:
        embed.add_field(name="Language", value=foreign, inline=False)
    set_footer(embed, article, f"{len(sentences)} of {plural(total, 'sentence')}, word for word")
    steps = []
    if len(sentences) > SHORTEST:
        steps.append(Button("Shorter", _question(Ask.SUMMARY, article, max(SHORTEST, len(sentences) // 2)), row=1))
    if len(sentences) < min(total, LONGEST):
        steps.append(Button("Longer", _question(Ask.SUMMARY, article, min(LONGEST, len(sentences) * 2)), row=1))
    buttons = (*view_buttons(article, Ask.SUMMARY, count), *steps, *source_button(article))
    return Reply(embed, buttons, asked=_question(Ask.SUMMARY, article, count))


def added_page(
    article: Article, analysis: Analysis, *, done: str = "Added as", posted_here: bool = False, undo: str | None = None
) -> Reply:
    """What was understood of an article that an editor just added or changed; ``done`` says which.

    ``posted_here``: a post of it is about to come in the same channel and shows that, so that a line is enough.
    ``undo`` is the command that takes a change back.
    """
    if posted_here:
        foreign = english_only("Actors and themes", analysis.language) if not analysis.actors else None
        lines = [f"**{plain(article.title)}**", _facts(article), foreign, "Its post follows here in a moment."]
        reply = Reply(discord.Embed(description="\n".join(filter(None, lines)), colour=COLOUR))
    else:
        reply = summary_page(article, analysis, ADDED_SENTENCES)
    where = "shared by all servers" if article.scope == SHARED else "for this server"
    reply.embed.set_author(name=f"{done} #{article.number} · {where}")
    if _is_made(article.title, article.text):
        said = "The text had none of its own, so I took its first words: an edit gives it another."
        reply.embed.add_field(name="Title", value=said, inline=False)
    if undo:
        reply.embed.add_field(name="To undo", value=f"{code(undo)} brings the text before back", inline=False)
    return reply


def _facts(article: Article) -> str:
    """Source, author and date as they were understood; what to write where there is neither."""
    by = f"by {plain(article.author)}" if article.author else None
    facts = [plain(article.source) if article.source else None, by, article_date(article) if article.dated else None]
    if not article.source and not article.dated:
        facts.append("No source and no date: lines such as “Source: Reuters” and “Date: 2026-11-22” give them.")
    return " · ".join(filter(None, facts))


def _is_made(title: str, text: str) -> bool:
    """Whether a title is only the beginning of its text."""
    words = title.removesuffix("…")
    return text.startswith(words) or (words != title and words in text[:BEGINNING])


def themes_page(article: Article, analysis: Analysis | Digest) -> Reply:
    """What the article is about: topics with the words that support them, and its key phrases."""
    embed = article_embed(article)
    for theme in analysis.themes:
        embed.add_field(name=plain(theme.label), value=", ".join(quoted(word) for word in theme.evidence), inline=False)
    if analysis.phrases:
        phrases = [plain(phrase) for phrase in analysis.phrases]
        embed.add_field(
            name="Key phrases",
            value=join_within(phrases, FIELD_VALUE, lambda n: f"… and {n} more", " · "),
            inline=False,
        )
    if not embed.fields:
        embed.description = (
            english_only("Themes", analysis.language) or "No theme stands out clearly enough to name one."
        )
    set_footer(embed, article, "in quotation marks: the words of the article that support a theme")
    return Reply(
        embed, (*view_buttons(article, Ask.THEMES, 0), *source_button(article)), asked=_question(Ask.THEMES, article)
    )


def text_page(article: Article, starts: Sequence[int], page: int) -> Reply:
    """One page of the full text, of those that begin at ``starts``; only this one is looked at."""
    at = Page(page, len(starts), size=1)
    end = starts[at.shown + 1] if at.shown + 1 < at.count else len(article.text)
    embed = article_embed(article)
    embed.description = plain(article.text[starts[at.shown] : end].strip()) or "There is nothing to see on this page."
    if article.author:
        embed.set_author(name=" · ".join(part for part in (article.author, article.source) if part))
    set_footer(embed, article, f"full text · {at}")
    others = page_buttons(Ask.TEXT, str(article.id), at)
    buttons = (*view_buttons(article, Ask.TEXT, at.shown), *others, *source_button(article))
    return Reply(embed, buttons, asked=_question(Ask.TEXT, article, at.shown))


def article_embed(article: Article) -> discord.Embed:
    """An embed with the article's headline, link and source."""
    embed = discord.Embed(title=plain(article.title), url=web_address(article.url), colour=COLOUR)
    if article.source:
        embed.set_author(name=article.source)
    return embed


def english_only(what: str, language: str) -> str | None:
    """Why there is nothing to show for an article in another language; None for an English one."""
    if language == "en":
        return None
    name = LANGUAGES.get(language, "another language")
    return f"{what} are read in English articles only; this one was read as {name}."


def sentence_list(sentences: Sequence[Sentence]) -> str:
    """Sentences as a list, as many as fit."""
    shown = [plain(one_line(sentence.text, SENTENCE)) for sentence in sentences]
    return join_within(
        [f"• {text}" for text in shown], DESCRIPTION, lambda n: f"… and {plural(n, 'sentence')} more", "\n\n"
    )


def add_about(embed: discord.Embed, analysis: Analysis | Digest) -> None:
    """The article's main actors, people first, and its themes."""
    people = [actor for actor in analysis.actors if actor.kind == "person"]
    others = [actor for actor in analysis.actors if actor.kind != "person"]
    lines = [_with_role(actor) for actor in people[:PEOPLE]]
    if others:
        lines.append(" · ".join(plain(cut(actor.name, 60)) for actor in others[:OTHERS]))
    if lines:
        embed.add_field(name="Who", value=join_within(lines, FIELD_VALUE, lambda n: f"+{n}"), inline=False)
    if analysis.themes:
        themes = " · ".join(plain(theme.label) for theme in analysis.themes[:THEMES])
        embed.add_field(name="Themes", value=themes, inline=False)


def _with_role(actor: Actor) -> str:
    role = f" — {quoted(cut(actor.roles[0].text, 90))}" if actor.roles else ""
    return f"**{plain(cut(actor.name, 100))}**{role}"


def _question(ask: Ask, article: Article, page: int = 0) -> Question:
    return Question(ask, str(article.id), page)


def view_buttons(article: Article, current: Ask, page: int) -> tuple[Button, ...]:
    """The buttons to an article's pages."""
    view_buttons = ((Ask.SUMMARY, "Summary"), (Ask.ACTORS, "Actors"), (Ask.THEMES, "Themes"), (Ask.TEXT, "Full text"))
    start = {Ask.SUMMARY: 4}
    return tuple(
        Button(
            label,
            _question(ask, article, page if ask is current else start.get(ask, 0)),
            current=ask is current and not (current is Ask.SUMMARY and page == 0),
        )
        for ask, label in view_buttons
    )


def source_button(article: Article) -> tuple[Button, ...]:
    """The button to where the article is from, where that is known."""
    address = web_address(article.url)
    return (Button("Source", url=address, row=1),) if address else ()
