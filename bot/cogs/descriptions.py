"""What Discord and ``!help`` show of each command: one table, so that a translator finds all words in one place.

Discord shows ``summary`` and ``arguments`` with the slash command: at most 100 characters each. An argument's text
is a noun phrase: it also follows “needs” if the argument is missing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.command_marks import command

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ADD_MESSAGE",
    "ANYONE",
    "COMMANDS",
    "EDITORS",
    "SUMMARIZE_MESSAGE",
    "WHO_IN_MESSAGE",
    "CommandText",
]

ADD_MESSAGE, SUMMARIZE_MESSAGE, WHO_IN_MESSAGE = "Add to briefings", "Summarize", "Who is in this"
"""The entries of the message menu."""
ANYONE = "Anyone."
EDITORS = (
    f"Editors: members with Manage Server, members with the role set by {command('settings editor-role')}, and the "
    "bot’s owner."
)
ARTICLE_EDITORS = f"{EDITORS} Articles shared by all servers: only the bot’s owner."
MANAGERS = "Members with Manage Server and the bot’s owner."

ARTICLE = "the article’s number, its link, or words of its title"
ARTICLE_OR_LATEST = "an article’s number, its link, or words of its title; default: the latest"
ARTICLE_OR_SUBJECT = "an article’s number, link or title words, a day, a theme or a name; default: the latest"
ARTICLE_OR_STORY = "an article’s number, link, title words, day, theme or name; after “story” for its whole story"
ARTICLE_OR_PERIOD = "an article (number, title words, latest) or a period (yesterday, week, 3d); default: all"
CHANNEL = "a channel; default: this one"
LENGTH = "short, medium or long"
FEED = "a feed’s number, or words of its title"
OF_A_MESSAGE = (
    "Alone in a reply, it {does} the message that you reply to: its text, link or file. *Apps › {menu}* in the menu of "
    "a message does the same, and only you see the answer. Nothing of it is stored."
)
METHOD = "an algorithm of the library sumy, to compare its choice with the bot’s"


@dataclass(frozen=True, slots=True)
class CommandText:
    """The words about one command.

    ``usage`` is how it is typed, and ``examples`` are whole commands that work; both are without the prefix. Error
    messages repeat the first example. In examples, ``{name}``, ``{theme}`` and ``{word}`` stand for some of the library
    at hand (``services/library_examples.py``). ``arguments`` describes each argument by its name.
    """

    summary: str
    usage: str
    examples: tuple[str, ...]
    arguments: Mapping[str, str] = field(default_factory=dict)
    for_whom: str = ANYONE
    help_line: tuple[str, str] | None = None
    """The line of ``!help``: an example, and in a few words what it shows. For commands that anyone can use.

    Without such words, the example stands on the line of the next command.
    """
    note: str = ""
    """What its help says below the summary."""


COMMANDS = {
    "brief": CommandText(
        "Tell what happened, story by story and word for word: what is new since the last briefing here.",
        "brief [period, theme or name]",
        ("brief", "brief today", "brief week", "brief {name}"),
        {"about": "a period (today, 3d, since 09:00), a theme or a name; default: what is new here"},
        help_line=("brief", "what is new, story by story"),
        note=(
            "New stories that many outlets tell come first, no theme takes all places, and what this server reads most "
            "moves up a little. For that I count how many readers open something on a theme or a name, never who they "
            "are; direct messages do not count."
        ),
    ),
    "summary": CommandText(
        "Show the key sentences of an article or of a whole story, word for word.",
        "summary [article or story] [short|medium|long] [method:<name>]",
        ("summary", "summary 1 short", "summary story 1", "summary 1 method:lexrank"),
        {"article": ARTICLE_OR_STORY, "length": LENGTH, "method": METHOD},
        help_line=("summary", "key sentences of the latest article"),
        note=OF_A_MESSAGE.format(menu=SUMMARIZE_MESSAGE, does="summarizes"),
    ),
    "articles": CommandText(
        "List all articles by story, the newest first, or those of a period or a theme.",
        "articles [page] [period or theme]",
        ("articles 2", "articles today", "articles"),
        {
            "page": "a page number; default: 1, with the newest articles",
            "about": "a period (today, yesterday, week, 24 November), a theme, or words to search for",
        },
        help_line=("articles", "all articles, the newest first"),
    ),
    "read": CommandText(
        "Show the full text of an article, in pages.",
        "read [article] [page]",
        ("read 1", "read latest", "read 1 2"),
        {"article": "an article’s number, link or title words, then a page if wanted; default: the latest"},
        help_line=("read 1", "full text of article 1"),
    ),
    "story": CommandText(
        "List the articles that tell the same story as one, each with the reason.",
        "story [article]",
        ("story 1", "story"),
        {"article": ARTICLE_OR_SUBJECT},
        help_line=("story 1", "what else tells this story"),
    ),
    "story join": CommandText(
        "Put an article into the story of another one; story part makes it a story of its own.",
        "story join <article> <other article>",
        ("story join 2 1",),
        {
            "article": "the number of the article to move, or words of its title in quotation marks",
            "other": "an article of the story that it belongs to",
        },
        ARTICLE_EDITORS,
    ),
    "story part": CommandText(
        "Take an article out of its story; where it was left out as a repetition, it is posted.",
        "story part <article>",
        ("story part 1",),
        {"article": ARTICLE},
        ARTICLE_EDITORS,
    ),
    "search": CommandText(
        "Find the articles that contain certain words.",
        "search <words>",
        ("search {word}", 'search who:"{name}"', "search {word} after:2025-10-01", "search {word} lang:en"),
        {"words": "the words to search for; also “a phrase”, -word, who:name, theme:, source:, lang:, after:, before:"},
        help_line=("search {word}", "articles with this word"),
    ),
    "who": CommandText(
        "Show what the articles say about a person, organisation or place.",
        "who <name>",
        ("who {name}",),
        {"name": "the name of a person, organisation or place"},
        help_line=("who {name}", "what is said about somebody"),
        note=OF_A_MESSAGE.format(menu=WHO_IN_MESSAGE, does="says who is in"),
    ),
    "quotes": CommandText(
        "Show what a person or organisation is quoted as saying, word for word, the newest first.",
        "quotes <name>",
        ("quotes {name}",),
        {"name": "the name of a person or organisation"},
        help_line=("quotes {name}", "what somebody said"),
    ),
    "timeline": CommandText(
        "Show what happened to somebody or in a theme, the oldest first: one sentence for each story.",
        "timeline <name or theme> [period]",
        ("timeline {name}", "timeline {theme}", "timeline {name} month"),
        {"about": "a name or a theme, perhaps with a period behind it (week, 30d)"},
        help_line=("timeline {name}", "what happened"),
    ),
    "compare": CommandText(
        "Compare two articles or two names: what both say or share, and what only one does, word for word.",
        "compare <one> <other>",
        ("compare 1 2",),
        {
            "first": "an article’s number, link or title words, or a name",
            "second": "the other article or name; default: some are offered",
        },
        help_line=("compare 1 2", "two articles side by side"),
    ),
    "actors": CommandText(
        "List the people, organisations and places named in an article or a period.",
        "actors [article or period]",
        ("actors week", "actors 1"),
        {"about": ARTICLE_OR_PERIOD},
        help_line=("actors week", ""),
    ),
    "themes": CommandText(
        "List the themes of an article or a period, with the words that indicate them.",
        "themes [article or period]",
        ("themes week", "themes 1"),
        {"about": ARTICLE_OR_PERIOD},
        help_line=("themes week", "names and themes"),
    ),
    "theme": CommandText(
        "List the articles about one theme.",
        "theme <name>",
        ("theme {theme}",),
        {"name": "a theme, or a word of its name"},
        help_line=("theme {theme}", "articles about this theme"),
    ),
    "trends": CommandText(
        "Show trending names and themes: those in clearly more articles than before.",
        "trends [period]",
        ("trends", "trends 30d"),
        {"period": "a period, such as today, week or 30d; default: week"},
        help_line=("trends", "trending this week"),
    ),
    "follow": CommandText(
        "Get new articles about a name, a theme, a feed or words by direct message, every 3 hours at most.",
        "follow <name, theme, feed or words> [here]",
        ("follow {name}", "follow {theme}"),
        {
            "words": "a name, a theme, words of a feed’s title, or words and conditions as in a search",
            "where": "the word here: in this thread, with a mention, and not by direct message",
        },
        help_line=("follow {name}", "new articles, sent to you"),
    ),
    "following": CommandText(
        "Show what you follow, with buttons that stop it.",
        "following",
        ("following",),
        help_line=("following", ""),
    ),
    "unfollow": CommandText(
        "Stop following something, or everything.",
        "unfollow <what you follow, or all>",
        ("unfollow {name}", "unfollow all"),
        {"words": "what you follow, or all"},
        help_line=("unfollow all", "what you follow; end it"),
    ),
    "forget": CommandText(
        "Show how many records contain your Discord id, and how to delete it.",
        "forget",
        ("forget",),
        help_line=("forget", ""),
    ),
    "about": CommandText(
        "Show the bot’s version and status, and what it stores about people.",
        "about",
        ("about",),
        help_line=("about", "what I store; what I am"),
    ),
    "help": CommandText(
        "Show what you can ask, or how a command works.",
        "help [command]",
        ("help", "help who"),
        {"command": "the name of a command; default: all of them"},
        help_line=("help who", "how a command works"),
    ),
    "add": CommandText(
        "Add an article from a text, a link (shown to you first) or a file; a message may bring ten files.",
        "add <text, link, file, or a reply to a message>",
        ("add Harbour reopens\nThe harbour opened again on Monday. Ships came in.",),
        {
            "file": "a .txt, .md, .html, .mht, .pdf, .docx, .eml or .zip file",
            "text": "a link, or a title followed by the text; /add without either opens a form",
        },
        EDITORS,
    ),
    "edit": CommandText(
        "Replace the text of an article; restore undoes it.",
        "edit <article> <new text, link, file, or a reply>",
        ("edit 1 Harbour reopens\nThe harbour opened again on Tuesday. Ships came in.",),
        {
            "article": ARTICLE,
            "file": "a file with the new text: .txt, .md, .html, .mht, .pdf, .docx or .eml",
            "text": "a link, or the new text, below its title if that changes; /edit without either opens a form",
        },
        ARTICLE_EDITORS,
    ),
    "remove": CommandText(
        "Remove an article from all answers; restore brings it back.",
        "remove <article>",
        ("remove 1",),
        {"article": ARTICLE},
        ARTICLE_EDITORS,
    ),
    "restore": CommandText(
        "Bring a removed article back, or undo the last edit of one.",
        "restore [article]",
        ("restore", "restore 1"),
        {"article": "the article’s number, or latest for the last change; default: a list of removed articles"},
        ARTICLE_EDITORS,
    ),
    "alias": CommandText(
        "Add another name for somebody; unalias removes it.",
        "alias <other name> = <name>",
        ("alias Iron Lady = {name}", "alias"),
        {"names": "another name = the name used in the articles; default: a list of aliases and separated names"},
        EDITORS,
    ),
    "unalias": CommandText(
        "Remove an alias, or separate a name that was merged automatically.",
        "unalias <other name>",
        ("unalias Iron Lady",),
        {"name": "the other name"},
        EDITORS,
    ),
    "announce": CommandText(
        "List the channels where new articles are posted, and why any of them is paused.",
        "announce",
        ("announce",),
        for_whom=EDITORS,
    ),
    "announce on": CommandText(
        "Post every new article in a channel from now on; older ones are not posted.",
        "announce on [#channel]",
        ("announce on #general",),
        {"channel": CHANNEL},
        EDITORS,
    ),
    "announce off": CommandText(
        "Stop posting in a channel. For a deleted channel, give its id.",
        "announce off [#channel]",
        ("announce off #general",),
        {"channel": CHANNEL, "deleted": "the id of a deleted channel"},
        EDITORS,
    ),
    "announce filter": CommandText(
        "Set which new articles are posted in a channel.",
        "announce filter [#channel] <words and conditions|off>",
        ('announce filter #general theme:Sport -"transfer rumours"', "announce filter #general off"),
        {
            "channel": CHANNEL,
            "words": "words, “phrases”, who:, theme:, source:, lang:; - leaves out; or off; default: show the filter",
        },
        EDITORS,
    ),
    "announce limit": CommandText(
        "Set how many posts a channel gets in 24 hours; further articles then come in one post.",
        "announce limit [#channel] <number a day|off>",
        ("announce limit #general 5 a day", "announce limit #general off"),
        {"channel": CHANNEL, "words": "a number, as in 5 a day; or off; default: show the limits"},
        EDITORS,
    ),
    "announce quiet": CommandText(
        "Set hours without posts in a channel; what is new then comes in one post afterwards.",
        "announce quiet [#channel] <from-until [time zone]|off>",
        ("announce quiet #general 22:00-07:00 Europe/Berlin", "announce quiet #general off"),
        {"channel": CHANNEL, "words": "hours, as in 22:00-07:00 Europe/Berlin; or off; default: show the limits"},
        EDITORS,
    ),
    "announce digest": CommandText(
        "Post what is new in one briefing at set times, instead of each article at once.",
        "announce digest [#channel] <days and times|off|test>",
        (
            "announce digest #general daily 08:00",
            "announce digest #general weekdays 08:00 and 18:00",
            "announce digest #general weekly monday 08:00",
            "announce digest #general daily 08:00 even-if-empty",
            "announce digest #general test",
            "announce digest #general off",
        ),
        {
            "channel": CHANNEL,
            "words": "days and times, as in weekdays 08:00, perhaps even-if-empty; test; off; default: show the rules",
        },
        EDITORS,
    ),
    "announce approval": CommandText(
        "Set the channel where new articles wait until an editor has them posted or drops them.",
        "announce approval [#channel] [time] [all|feeds] or announce approval off",
        ("announce approval #desk 12 hours", "announce approval all", "announce approval off"),
        {
            "channel": "the channel that articles wait in; default: the one that is set",
            "words": "how long they wait, as in 12 hours; all or feeds: which ones wait; or off",
        },
        EDITORS,
    ),
    "announce again": CommandText(
        "Set when a story is posted again in a channel: never, after some hours, or if something is new.",
        "announce again [#channel] <never|hours|new>",
        ("announce again #general 12 hours", "announce again #general new", "announce again #general never"),
        {"channel": CHANNEL, "words": "never, a number of hours, or new; default: show the rules of the channel"},
        EDITORS,
    ),
    "announce preview": CommandText(
        "Show which of the last 20 articles a channel’s filter would have posted, and why.",
        "announce preview [#channel]",
        ("announce preview #general",),
        {"channel": CHANNEL},
        EDITORS,
    ),
    "announce test": CommandText(
        "Post an article in a channel now, as a test, and show which of the last 20 it would get.",
        "announce test [#channel] [article]",
        ("announce test #general", "announce test #general 1"),
        {"channel": CHANNEL, "article": "a number or words of its title; default: the latest article"},
        EDITORS,
    ),
    "announce role": CommandText(
        "Set which role the posts in a channel mention, or none.",
        "announce role <@role|none> [#channel]",
        ("announce role @News #general", "announce role none #general"),
        {"role": "the role to mention, or none", "channel": CHANNEL},
        EDITORS,
    ),
    "announce publish": CommandText(
        "Publish posts to the followers of an announcement channel; Discord allows about 10 an hour.",
        "announce publish [on|off] [#channel]",
        ("announce publish on #news",),
        {"choice": "on or off; default: show whether the channel’s followers get the posts too", "channel": CHANNEL},
        EDITORS,
    ),
    "announce style": CommandText(
        "Set how much the posts in a channel show: everything, or the headline and one sentence.",
        "announce style [full|compact] [#channel]",
        ("announce style compact #general", "announce style full #general"),
        {
            "style": "full (sentences, actors, themes) or compact (one sentence); default: show which",
            "channel": CHANNEL,
        },
        EDITORS,
    ),
    "announce picture": CommandText(
        "Show the picture of the article’s page in the posts of a channel, or not.",
        "announce picture [on|off] [#channel]",
        ("announce picture on #general",),
        {"choice": "on or off; default: show whether posts show the page’s picture", "channel": CHANNEL},
        EDITORS,
    ),
    "why": CommandText(
        "Show where an article or an item of a feed was posted, and why it was not posted elsewhere.",
        "why [article or link]",
        ("why 1",),
        {"article": ARTICLE_OR_LATEST},
        EDITORS,
    ),
    "feed": CommandText(
        "List the feeds that are followed here: when each is read, and what failed.",
        "feed",
        ("feed",),
        for_whom=EDITORS,
    ),
    "feed add": CommandText(
        "Follow a site’s feed: shows its last items as they would be posted, and asks.",
        "feed add <link>",
        ("feed add https://news.example",),
        {"link": "the address of a site, or of its RSS, Atom or JSON feed"},
        EDITORS,
    ),
    "feed check": CommandText(
        "Show a feed’s last items, and what became of each.",
        "feed check <feed>",
        ("feed check harbour news",),
        {"feed": FEED},
        EDITORS,
    ),
    "feed pause": CommandText(
        "Stop reading a feed until it is resumed.",
        "feed pause <feed>",
        ("feed pause harbour news",),
        {"feed": FEED},
        EDITORS,
    ),
    "feed resume": CommandText(
        "Read a paused feed again, or try one that failed now.",
        "feed resume <feed>",
        ("feed resume harbour news",),
        {"feed": FEED},
        EDITORS,
    ),
    "feed remove": CommandText(
        "Stop following a feed; its articles stay.",
        "feed remove <feed>",
        ("feed remove harbour news",),
        {"feed": FEED},
        EDITORS,
    ),
    "feed text": CommandText(
        "Set where the text of a feed’s articles comes from.",
        "feed text <feed> <auto|page|feed>",
        ("feed text harbour news page",),
        {
            "source": "auto (its page if the feed has only a teaser), page (always its page), or feed (never its page)",
            "feed": FEED,
        },
        EDITORS,
    ),
    "feed import": CommandText(
        "Follow the feeds of an OPML file.",
        "feed import (with an OPML file)",
        ("feed import",),
        {"file": "an OPML file from a feed reader"},
        EDITORS,
    ),
    "feed export": CommandText(
        "Get this server’s feeds as an OPML file.",
        "feed export",
        ("feed export",),
        for_whom=EDITORS,
    ),
    "settings": CommandText(
        "Show this server’s settings, and how to change them.",
        "settings",
        ("settings",),
        for_whom=EDITORS,
    ),
    "settings prefix": CommandText(
        "Set the prefix for commands here.",
        "settings prefix <prefix>",
        ("settings prefix ?",),
        {"prefix": "a new prefix of 1 to 5 characters, such as ! or ?"},
        EDITORS,
    ),
    "settings editor-role": CommandText(
        "Set the role whose members are editors, besides members with Manage Server.",
        "settings editor-role [@role|none]",
        ("settings editor-role @Desk", "settings editor-role none"),
        {"role": "the new role, or none; default: show the current one"},
        MANAGERS,
    ),
    "settings length": CommandText(
        "Set the default summary length here.",
        "settings length <short|medium|long>",
        ("settings length short",),
        {"length": LENGTH},
        EDITORS,
    ),
    "settings confirm-links": CommandText(
        "Set whether the article at a link is shown to an editor before it is stored.",
        "settings confirm-links <on|off>",
        ("settings confirm-links off", "settings confirm-links on"),
        {"choice": "on: shown with Keep, Edit title, Discard; off: stored at once"},
        EDITORS,
    ),
    "settings timezone": CommandText(
        "Set this server’s time zone, by whose clock briefings come.",
        "settings timezone <time zone>",
        ("settings timezone Europe/Berlin", "settings timezone UTC"),
        {"zone": "a city or a name such as Europe/Berlin"},
        EDITORS,
    ),
    "settings reading": CommandText(
        "Set whether what is read here moves up in briefings.",
        "settings reading <on|off>",
        ("settings reading off", "settings reading on"),
        {"choice": "on: readers are counted for themes and names; off: what was counted is deleted"},
        EDITORS,
    ),
    "setup": CommandText(
        "Set up this server step by step.",
        "setup [step]",
        ("setup", "setup channel"),
        {"step": "a step: channel, time zone, editors, feed or briefing; default: the first that is open"},
        for_whom=MANAGERS,
        note=(
            "It asks for the channel of new articles, the time zone, the editors’ role, a first feed and the times of "
            "briefings, says of each what is set now, and changes it. Each step can be skipped, and done again."
        ),
    ),
    "forget me": CommandText(
        "Delete your Discord id from everything the bot stored; articles you added stay.",
        "forget me",
        ("forget me",),
    ),
}
"""The words about each command, by its full name."""
