"""The answer to ``!who``: what the articles say about somebody, everything quoted with its article and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.models.analysis import ActorKind
from bot.plurals import plural
from bot.services.actors.actor_lines import actor_key
from bot.services.actors.typed_kind import named_kind
from bot.services.briefing_subjects import BriefingSubject
from bot.ui.button_ids import Action, ButtonAction
from bot.ui.dates import article_date
from bot.ui.limits import MAX_DESCRIPTION, MAX_FIELD_VALUE, and_more, cut, join_within, length, one_line
from bot.ui.markup import escape, number_link, quoted
from bot.ui.menus import SUMMARY_WORDS, Menu, Option
from bot.ui.positions import numbered_sentences
from bot.ui.reply import COLOUR, Button, Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.articles import ArticleHeader
    from bot.services.actors.actor_lines import ActorLine
    from bot.services.actors.profiles import ActorProfile, QuotedSentence

__all__ = ["profile_page"]

MAX_SENTENCE = 450
"""Maximum characters of a quoted sentence."""
MAX_ROLES = 1_000
"""Maximum characters of all roles together."""
MAX_OUTLET = 60
"""Maximum units of a source's name."""
MAX_NUMBERS = 5
"""Articles of others of this name that are listed."""
MAX_ALSO = 5
"""Others who have the typed name as a part of theirs that are named."""
MAX_OTHER_NAMES, MAX_REASONS, MAX_SUMMARY_BUTTONS, MAX_NAMESAKE_BUTTONS = 8, 4, 3, 2
ONLY_IN_HEADLINES = "Only a headline has this name."
A_KIND = {ActorKind.PERSON: "a person", ActorKind.ORGANISATION: "an organisation", ActorKind.PLACE: "a place"}


def profile_page(profile: ActorProfile) -> Reply:
    """Roles, sentences, other names, and who is mentioned together with the actor."""
    embed = discord.Embed(title=escape(profile.name), colour=COLOUR)
    embed.description = _description(profile)
    for name, texts in (("Also written", _other_names(profile)), ("Mentioned together with", _co_mentioned(profile))):
        if texts:
            embed.add_field(name=name, value=join_within(texts, MAX_FIELD_VALUE, lambda n: f"+{n}", " · "))
    if profile.evidence:
        reasons = "\n".join(escape(reason) for reason in profile.evidence[:MAX_REASONS])
        embed.add_field(name="Why these names are merged", value=reasons, inline=False)
    embed.set_footer(text="Quoted word for word from the articles; what an article says is not checked.")
    options = tuple(Option(x.name, _open(x)) for x in profile.co_mentioned)
    menu = Menu("Mentioned together with …", options)
    return Reply(embed, _buttons(profile), menu, ButtonAction(Action.WHO, actor_key(profile.id, profile.article)))


def _description(profile: ActorProfile) -> str:
    """What the articles say; the articles' numbers are links if nothing has to be left out for that."""
    with_links = "\n\n".join(_told(profile, linked=True))
    if length(with_links) <= MAX_DESCRIPTION:
        return with_links
    return join_within(_told(profile, linked=False), MAX_DESCRIPTION, and_more, "\n\n")


def _told(profile: ActorProfile, *, linked: bool) -> list[str]:
    sentences = _sentences(profile, linked=linked) or [_in_passing(profile, linked=linked)]
    return [_introduction(profile, linked=linked), *_roles(profile, linked=linked), *sentences]


def _introduction(profile: ActorProfile, *, linked: bool) -> str:
    times = "once" if profile.mentions == 1 else plural(profile.mentions, "time")
    sentence = f"{profile.kind.capitalize()}, named {times} in {_articles(profile, linked=linked)}."
    lines = [sentence, *_others(profile), *_namesakes(profile.namesakes), *_also(profile)]
    if profile.asked:
        lines.insert(0, f"No article names {quoted(profile.asked)}; this is the closest name.")
    return "\n".join(lines)


def _articles(profile: ActorProfile, *, linked: bool) -> str:
    """In which articles the actor is named, and when these are from."""
    newest, oldest = profile.articles[0], min(profile.articles, key=lambda article: article.date)
    if profile.count == 1:
        return _named(newest, linked=linked)
    articles = plural(profile.count, "article")
    if profile.count > len(profile.articles):  # only the newest articles are loaded, so the first date is not known
        return f"{articles}, last {article_date(newest)}"
    if newest.date.date() == oldest.date.date():
        return f"{articles}, {article_date(newest)}"
    return f"{articles}, {article_date(oldest)} to {article_date(newest)}"


def _others(profile: ActorProfile) -> list[str]:
    """A sentence about articles that may mean somebody else by the same name, if there are any."""
    numbers = [number for person in profile.others for number in person.numbers]
    if not numbers:
        return []
    shown = ", ".join(f"#{number}" for number in numbers[:MAX_NUMBERS]) + " …" * (len(numbers) > MAX_NUMBERS)
    return [f"{shown} may mean somebody else by this name: {'that is' if len(numbers) == 1 else 'these are'} left out."]


def _namesakes(namesakes: Sequence[ActorLine]) -> list[str]:
    """A sentence about articles that use the same name for something of another kind, if there are any."""
    uses = [
        f"{plural(x.articles, 'article')} {'uses' if x.articles == 1 else 'use'} this name for {A_KIND[x.kind]}"
        for x in namesakes
    ]
    if not uses:
        return []
    typed = " or ".join(f"“{escape(named_kind(x.name, x.kind))}”" for x in namesakes)
    return [f"{', '.join(uses)}: ask for {typed}. I may have mixed them up."]


def _also(profile: ActorProfile) -> list[str]:
    """A sentence about the others who have the typed name as a part of theirs, if there are any."""
    if not profile.also:
        return []
    names = ", ".join(escape(other.name) for other in profile.also[:MAX_ALSO])
    more = f" and {len(profile.also) - MAX_ALSO} more" * (len(profile.also) > MAX_ALSO)
    return [f"{quoted(profile.part)} is also part of other names: {names}{more}."]


def _roles(profile: ActorProfile, *, linked: bool) -> list[str]:
    roles = [f"**{quoted(role.text)}** in {_source(role.article, profile, linked=linked)}" for role in profile.roles]
    room = MAX_DESCRIPTION if linked else MAX_ROLES
    return ["Described as\n" + join_within(roles, room, and_more)] if roles else []


def _sentences(profile: ActorProfile, *, linked: bool) -> list[str]:
    """Sentences under the article they are from, so that it is named once."""
    by_article: dict[int, list[QuotedSentence]] = {}
    for sentence in profile.sentences:
        by_article.setdefault(sentence.article.id, []).append(sentence)
    return [
        f"Quoted from {_source(sentences[0].article, profile, linked=linked)}, {_positions(sentences)}:\n"
        + "\n\n".join(map(_quotation, sentences))  # they seldom follow each other in the article
        for sentences in by_article.values()
    ]


def _in_passing(profile: ActorProfile, *, linked: bool) -> str:
    """The sentence that names an actor of whom no sentence says more; who is named often is not named in passing."""
    sentence = profile.in_passing
    if sentence is None:
        return ONLY_IN_HEADLINES
    named = "Named in passing in" if profile.mentions == 1 else "The first sentence with this name, in"
    source = _source(sentence.article, profile, linked=linked)
    return f"{named} {source}, {_positions([sentence])}:\n{_quotation(sentence)}"


def _positions(sentences: Sequence[QuotedSentence]) -> str:
    """Which sentences of their article these are."""
    return numbered_sentences([sentence.position for sentence in sentences], sentences[0].total)


def _quotation(sentence: QuotedSentence) -> str:
    """A line with the sentence, after the time of its entry in a live blog."""
    time = f"{escape(sentence.time)}: " if sentence.time else ""
    return f"> {time}{escape(one_line(sentence.text, MAX_SENTENCE))}"


def _other_names(profile: ActorProfile) -> list[str]:
    return [escape(name) for name in profile.other_names[:MAX_OTHER_NAMES]]


def _co_mentioned(profile: ActorProfile) -> list[str]:
    if profile.count == 1:
        return [escape(x.name) for x in profile.co_mentioned]
    return [f"{escape(x.name)} ({plural(x.articles, 'article')})" for x in profile.co_mentioned]


def _source(article: ArticleHeader, profile: ActorProfile, *, linked: bool) -> str:
    """An article's number, and its source and date unless it is the only article."""
    return _named(article, linked=linked) if profile.count > 1 else _number(article, linked=linked)


def _named(article: ArticleHeader, *, linked: bool) -> str:
    source = escape(cut(article.source, MAX_OUTLET)) if article.source else ""
    return ", ".join(filter(None, (_number(article, linked=linked), source, article_date(article))))


def _number(article: ArticleHeader, *, linked: bool) -> str:
    return number_link(article.number, article.url if linked else None)


def _buttons(profile: ActorProfile) -> tuple[Button, ...]:
    summaries = [
        Button(f"Summary of #{x.number}", ButtonAction(Action.SUMMARY, str(x.id), SUMMARY_WORDS))
        for x in profile.articles[:MAX_SUMMARY_BUTTONS]
    ]
    kinds = [Button(f"As {A_KIND[x.kind]}", _open(x)) for x in profile.namesakes]
    said = Button("Quotes", ButtonAction(Action.QUOTES, actor_key(profile.id, profile.article)), row=1)
    subject = str(BriefingSubject(actor=(profile.id, profile.article)))
    happened = Button("Timeline", ButtonAction(Action.TIMELINE, subject), row=1)
    namesakes = [*kinds, *(Button(x.name, _open(x)) for x in profile.also)][:MAX_NAMESAKE_BUTTONS]
    return (*summaries, said, happened, *_compare(profile), *namesakes)


def _compare(profile: ActorProfile) -> tuple[Button, ...]:
    """A button that compares the actor with the one who is in most articles beside it, if possible of its own kind."""
    if not profile.co_mentioned:
        return ()
    other = next((one for one in profile.co_mentioned if one.kind is profile.kind), profile.co_mentioned[0])
    subject = f"{actor_key(profile.id, profile.article)},{other.key}"
    return (Button(f"Compare with {other.name}", ButtonAction(Action.COMPARE_ACTORS, subject), row=1),)


def _open(actor: ActorLine) -> ButtonAction:
    return ButtonAction(Action.WHO, actor.key)
