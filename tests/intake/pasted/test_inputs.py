"""One article as people paste and send it from everywhere: whatever stands around it, it is the same article."""

from __future__ import annotations

import codecs
import itertools
from datetime import UTC, datetime

import pytest

from bot.errors import InputError
from bot.intake.pasted.documents import parse_document, read_document

TITLE = "Ferry strike ends after nine days"
FIRST = (
    "Crews on the Orn ferries went back to work on Friday after nine days. "
    "The union said members had voted for a pay offer of 4.5 percent."
)
SECOND = "The first boat left Kessel at 6:10 a.m. with 212 passengers on board."
TEXT = f"{FIRST}\n\n{SECOND}"
ARTICLE = f"{TITLE}\n\n{TEXT}"
LINK = "https://news.example/ferry"
HTML = f"<p>{FIRST}</p><p>{SECOND}</p>"

MARKDOWN = {
    "closed heading": f"## {TITLE} ##\n\n{TEXT}",
    "underlined heading": f"{TITLE}\n=====\n\n{TEXT}",
    "stress": ARTICLE.replace("on Friday", "**on Friday**").replace("first boat", "*first* ~~boat~~"),
    "a Markdown link": ARTICLE.replace("union", f"[union]({LINK}_(orn))"),
    "quotation in the text": f"{TITLE}\n\n{FIRST}\n\n> {SECOND}",
    "front matter": f'---\nlayout: post\ntitle: "{TITLE}"\ntags: [a, b]\ncategories:\n  - sea\n---\n\n{TEXT}',
    "front matter in TOML": f'+++\ntitle = "{TITLE}"\ndraft = false\n+++\n{TEXT}',
    "front matter above a heading": f"---\nauthor: Ida Moor\ndraft: false\n---\n\n# {TITLE}\n\n{TEXT}",
    "picture first": f"![The ferry](https://i.example/f.png)\n\n# {TITLE}\n\n{TEXT}",
    "links by reference": f"{ARTICLE.replace('union', '[union][1]')}\n\n[1]: https://u.example/x",
    "code block around all": f"```\n{ARTICLE}\n```",
    "code block closed behind the last word": f"```{ARTICLE}```",
    "stress within stress": f"__**{TITLE}**__\n\n{TEXT}",
    "a rule between sections": f"# {TITLE}\n\n---\n\n{FIRST}\n\n***\n\n{SECOND}",
    "a release's first line": f"FOR IMMEDIATE RELEASE\n\n{ARTICLE}",
    "a message passed on": f"Forwarded message from Kessel News:\n\n{ARTICLE}",
    "a sender, the day without its year": f"[20.11. 09:14] Ann Lee\n{ARTICLE}",
    "a link with a title of its own": f'# [{TITLE}]({LINK} "x")\n\n{TEXT}',
    "small print": f"## {TITLE}\n-# 20 November 2026\n\n{TEXT}",
}
MARKUP = {
    "a page": f"<!DOCTYPE html><html><head><title>{TITLE} - Kessel Post</title><style>p {{}}</style></head>"
    f"<body><h1>{TITLE}</h1>{HTML}</body></html>",
    "a page without a heading": f"<html><head><title>{TITLE}</title></head><body>{HTML}</body></html>",
    "lines of the source": f"<h1>\n{TITLE}\n</h1>\n{HTML.replace(' after', chr(10) + '  after')}",
    "encoded once": f"&lt;h1&gt;{TITLE}&lt;/h1&gt;&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;",
    "an attribute with a bracket": f'<p title="a > b">{TITLE}</p>{HTML}',
    "what is not shown": f"<h1>{TITLE}</h1><noscript>Turn on JavaScript</noscript><iframe src=x></iframe>{HTML}",
    "a byline that is a link": f'<h1>{TITLE}</h1><p>By <a href="{LINK}/ida">Ida Moor</a></p>{HTML}',
    "an element of the site's own": f"<h1>{TITLE}</h1><my-teaser></my-teaser>{HTML}",
    "a feed": f"<item><title>{TITLE}</title><link>{LINK}</link><description><![CDATA[{HTML}]]></description></item>",
}
MAILS = {
    "Apple, German": f"Anfang der weitergeleiteten Nachricht:\n\nVon: Ann <a@x.example>\nBetreff: WG: {TITLE}\n"
    "Datum: 20. November 2026 um 09:14:00 MEZ\nAn: Bob <b@x.example>",
    "Apple, Italian": f"Inizio messaggio inoltrato:\n\nDa: Ann\nOggetto: I: {TITLE}\nData: 20 novembre 2026\nA: Bob",
    "Outlook, French": f"{'_' * 32}\nDe : Ann\nEnvoyé : vendredi 20 novembre 2026 09:14\nÀ : Bob\nObjet : TR: {TITLE}",
    "Outlook in Markdown": f"**From:** Ann\n**Sent:** Friday, November 20, 2026\n**To:** Bob\n**Subject:** FW: {TITLE}",
    "Japanese": f"差出人: Ann\n日時: 2026年11月20日\n件名: Fwd: {TITLE}\n宛先: Bob",
    "Chinese": f"发件人：Ann\n发送时间：2026年11月20日\n收件人：Bob\n主题：转发：{TITLE}",
    "Russian": f"От: Анна\nДата: 20 ноября 2026\nТема: Fwd: {TITLE}\nКому: Боб",
    "a note above": f"FYI, see below\n\n---------- Forwarded message ---------\nFrom: Ann\nDate: x\nSubject: {TITLE}",
    "with a priority": f"From: Ann\nSent: Thursday\nTo: Bo\nImportance: High\nSubject: {TITLE}",
    "Turkish": f"Kimden: Ann\nTarih: 19 Kasım 2026\nKonu: İlt: {TITLE}\nKime: Bo",
    "forwarded twice": f"From: Ann\nTo: Bob\nSubject: Fwd: Fwd: {TITLE}\n\n"
    f"---------- Forwarded message ---------\nFrom: Cy\nTo: Ann\nSubject: {TITLE}",
}
HEAD = ("Source: Orn Herald", "By Ida Moor", f"URL: {LINK}", "Nov 20, 2026")
CHATS = {
    "WhatsApp": f"[20/11/2026, 09:14:32] Ann: {ARTICLE}",
    "WhatsApp, two messages": f"20/11/2026, 09:14 - Ann Reed: {TITLE}\n20/11/2026, 09:15 - Ann Reed: {TEXT}",
    "WhatsApp, forwarded": f"*{TITLE}*\n\n{TEXT}\n\n_Forwarded many times_",
    "Telegram": f"Kessel News, [20.11.2026 09:14]\n{ARTICLE}",
    "Telegram, forwarded": f"[Forwarded from Kessel News]\n{ARTICLE}",
    "Slack": f"Ann Reed  9:14 AM\n{ARTICLE}",
    "an answer": "On Thu, Nov 19, 2026 at 9:00 AM Ann <a@x.example> wrote:\n\n> " + ARTICLE.replace("\n", "\n> "),
    "Teams": f"[Thursday 9:14 AM] Ann Reed\n{ARTICLE}",
    "Discord": f"Ann — Today at 9:14 AM\n{ARTICLE}",
    "Discord, compact": f"[9:14 AM]Ann: {ARTICLE}",
    "a phone": f"{ARTICLE}\n\nSent from my iPhone",
    "marks of direction": f"\u200e{TITLE}\u200f\n\n\u202a{TEXT}\u202c",
    "the title twice": f"{TITLE}\n{TITLE.upper()}\n\n{TEXT}",
    "a preview": f"{LINK}\nnews.example\n{ARTICLE}",
}


@pytest.mark.parametrize(
    "pasted",
    [
        pytest.param(pasted, id=name)
        for name, pasted in {
            **MARKDOWN,
            **MARKUP,
            **{name: f"{head}\n\n{TEXT}" for name, head in MAILS.items()},
            "a signature": f"From: Ann\nDate: x\nSubject: {TITLE}\n\n{TEXT}\n\n-- \nAnn Reed\nTel. 1234",
            **CHATS,
        }.items()
    ],
)
def test_an_article_is_the_same_wherever_it_was_copied(pasted: str) -> None:
    draft = parse_document(pasted)
    assert (draft.title, draft.text) == (TITLE, TEXT)


@pytest.mark.parametrize(
    "order", list(itertools.permutations(("Source: Orn Herald", "By Ida Moor", f"URL: {LINK}", "Nov 20, 2026")))
)
@pytest.mark.parametrize("form", ["{head}\n{title}\n\n{text}", "{title}\n{head}\n\n{text}"])
def test_lines_that_say_something_of_a_text_stand_in_any_order(order: tuple[str, ...], form: str) -> None:
    draft = parse_document(form.format(head="\n".join(order), title=TITLE, text=TEXT))
    assert (draft.title, draft.text, draft.source, draft.author, draft.url) == (
        TITLE,
        TEXT,
        "Orn Herald",
        "Ida Moor",
        LINK,
    )
    assert draft.published_at == datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "source", "author"),
    [
        ("Quelle: dpa\nAutor: Ida Moor\nDatum: 20. November 2026", "dpa", "Ida Moor"),
        ("Source : AFP\nAuteur : Léa Noir\nPublié le vendredi 20 novembre 2026 à 09h14", "AFP", "Léa Noir"),
        ("Fuente: EFE\nFecha: 20 de noviembre de 2026", "EFE", None),
        ("Источник: ТАСС\nАвтор: Иван Петров\nДата: 20 ноября 2026", "ТАСС", "Иван Петров"),
        ("来源：新华社\n作者：李明\n2026年11月20日", "新华社", "李明"),
        ("기자: 김민수\n입력 2026-11-20 09:14", None, "김민수"),
        ("المصدر: رويترز\nالتاريخ: 2026-11-20", "رويترز", None),
        ("स्रोत: पीटीआई\nदिनांक: 2026-11-20", "पीटीआई", None),
        ("Updated November 21, 2026\nPublished November 20, 2026\nBy Ida Moor (@idamoor)", None, "Ida Moor"),
        ("Date: 1795166040", None, None),
        ("2026年11月20日（木）", None, None),
        ("2026-11-20 08:30 来源：新华网", "新华网", None),
        ("Por Ute Lang\n20 de novembro de 2026 às 10h30", None, "Ute Lang"),
        ("ST. LOUIS 2026-11-20", None, None),
        ("Valmere, 20 November 2026", None, None),
        ("Date: Friday, November 20, 2026 9:14 AM EST", None, None),
    ],
)
def test_what_a_text_says_of_itself_is_understood_in_other_languages(
    head: str, source: str | None, author: str | None
) -> None:
    draft = parse_document(f"{TITLE}\n{head}\n\n{TEXT}")
    assert (draft.title, draft.text, draft.source, draft.author) == (TITLE, TEXT, source, author)
    assert draft.published_at is not None
    assert draft.published_at.date().isoformat() == "2026-11-20"


@pytest.mark.parametrize(
    ("foot", "source", "url"),
    [
        ("Source: Orn Herald", "Orn Herald", None),
        (f"Source: Orn Herald\n{LINK}", "Orn Herald", LINK),
        (f"Quelle: {LINK}", None, LINK),
        (f"(via {LINK})", None, LINK),
        ("(Source: Orn Herald)", "Orn Herald", None),
        (f"[Read the full story]({LINK})", None, LINK),
        (f"{LINK}\nShared via Google News", None, LINK),
        (f"Source: Kessel Post ({LINK})", "Kessel Post", LINK),
        (f"(Source: Kessel Post – {LINK})", "Kessel Post", LINK),
    ],
)
def test_where_a_text_is_from_may_stand_below_it(foot: str, source: str | None, url: str | None) -> None:
    draft = parse_document(f"{ARTICLE}\n\n{foot}")
    assert (draft.text, draft.source, draft.url) == (TEXT, source, url)


def test_a_title_that_is_a_link_says_where_the_text_is_from() -> None:
    assert parse_document(f"# [{TITLE}]({LINK})\n\n{TEXT}").url == LINK


@pytest.mark.parametrize(
    "text",
    [
        "Ann: Did you hear it?\nBob: No. What happened?\nAnn: The strike is over.",
        "[9:14 AM] Ann: Did you hear it?\n[9:15 AM] Bob: No. What happened?",
        "Q: Are you glad?\nA: Yes, very. It was hard for the crews.",
        "2 * 3 * 4 is 24, f**k and s**t are not, and __init__ is a name. select *, count(*) from t.",
        "Write `<br>` for a line end, `&amp;` for the sign. A Vec<T> holds values, a<b and c>d.",
        "I <3 the ferry. AT&T said R&D; and S&P; fell, Q&A; at noon.",
        "port,boats,day\nOrn,4,Monday\nTarn,2,Tuesday",
        "The boat goes out,\nThe boat comes in,\nNobody knows\nWhere it has been.",
        "Link: the missing piece of the whole puzzle was found.\nThe rest is known.",
        "Data: the new oil of the harbour, says its owner.\nThe rest is known.",
        "The price rose again.\nSource: the union, which counted for nine days in a row.",
        "| Port | Boats |\n| Orn | 4 |",
        "He asked what it was [1] and why [2].",
    ],
)
def test_no_sign_of_a_text_is_lost(text: str) -> None:
    draft = parse_document(f"{TITLE}\n\n{text}")
    assert (draft.title, draft.text) == (TITLE, text)


@pytest.mark.parametrize(
    "title",
    [
        "Elections November 3, 2026",
        "Concert starts today at 10:30",
        "Q&A: what now?",
        "Why we use C#",
        "Data: the new oil",
        "Amazon.com buys ferries",
        "#FerryStrike ends",
        "2026. A year of strikes",
        "[Update] Ferry strike (finally) ends",
    ],
)
def test_a_headline_that_only_looks_like_something_else_is_the_title(title: str) -> None:
    draft = parse_document(f"{title}\n\n{TEXT}")
    assert (draft.title, draft.text) == (title, TEXT)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_with_its_mark_is_read(codec: str) -> None:
    mark = codecs.BOM_UTF16_LE if codec == "utf-16-le" else codecs.BOM_UTF16_BE
    assert read_document(mark + ARTICLE.encode(codec)).text == TEXT


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The strike is over. Boats sail again.", "The strike is over. Boats sail again"),
        (FIRST, "Crews on the Orn ferries went back to work on Friday after nine days. The union…"),
    ],
)
def test_a_made_title_ends_in_an_ellipsis_only_where_words_are_left_out(text: str, title: str) -> None:
    draft = parse_document(text)
    assert (draft.title, draft.text) == (title, text)


@pytest.mark.parametrize(
    "headline",
    [
        f'<h1><a href="{LINK}">{TITLE}</a></h1>',
        f'<a class="x" href={LINK}><h2>{TITLE}</h2></a>',
        f"<h1><a href='{LINK}'><span>{TITLE}</span></a></h1>",
        f'<p><b><a href="{LINK}">{TITLE}</a></b></p>',
    ],
)
def test_the_link_of_a_headline_in_html_is_where_the_text_is_from(headline: str) -> None:
    draft = parse_document(f"{headline}{HTML.replace('union', f'<a href={chr(34)}{LINK}/union{chr(34)}>union</a>')}")
    assert (draft.title, draft.text, draft.url) == (TITLE, TEXT, LINK)


@pytest.mark.parametrize(
    ("head", "author", "source", "day"),
    [
        ("By Ida Moor, 20 November 2026", "Ida Moor", None, 20),
        ("*By Ida Moor | Nov. 20, 2026*", "Ida Moor", None, 20),
        ("Posted on November 20, 2026 by Ida Moor", "Ida Moor", None, 20),
        ("Published 20 November 2026, updated 21 November 2026", None, None, 20),
        ("November 20, 2026 9:14 AM UTC · Updated 2 hours ago", None, None, 20),
        ("Kessel Post, 20 November 2026", None, "Kessel Post", 20),
        ("Ida Moor · Kessel Post · 2026-11-20 · 4 min read", "Ida Moor", "Kessel Post", 20),
        ("Ida Moor in Kessel\nFri 20 Nov 2026 09.14 GMT", "Ida Moor", None, 20),
        ("By IDA MOOR\nAssociated Press", "IDA MOOR", "Associated Press", None),
        ("By Ida Moor\nPolitical Correspondent", "Ida Moor", None, None),
        ("Published\n20 November 2026", None, None, 20),
        ("By Ida Moor (ida@post.example)\n20 Nov 2026", "Ida Moor", None, 20),
        ("20 November 2026 - Kessel Post", None, "Kessel Post", 20),
        ("By Ida Moor on November 20, 2026", "Ida Moor", None, 20),
        ("-# By Ida Moor", "Ida Moor", None, None),
        ("By Ida Moor\nReporting from Kessel\nNov. 20, 2026", "Ida Moor", None, 20),
        ("Ida Moor\n·\nFollow\n4 min read\n·\nNov 20, 2026", "Ida Moor", None, 20),
    ],
)
def test_a_line_may_say_who_wrote_a_text_and_when_and_for_whom(
    head: str, author: str | None, source: str | None, day: int | None
) -> None:
    draft = parse_document(f"{TITLE}\n{head}\n\n{TEXT}")
    assert (draft.title, draft.text, draft.author, draft.source) == (TITLE, TEXT, author, source)
    assert draft.published_at == (datetime(2026, 11, day, tzinfo=UTC) if day else None)


@pytest.mark.parametrize(
    "line",
    [
        "The Night Shift",
        "By the sea on 20 November 2026 nobody slept",
        "Ida Moor was born on 20 November 2026.",
        "Crews voted on 20 November 2026 in Kessel",
    ],
)
def test_a_line_that_holds_more_than_names_and_a_day_is_text(line: str) -> None:
    assert parse_document(f"{TITLE}\n{line}\n\n{TEXT}").text == f"{line}\n\n{TEXT}"


def test_each_part_of_an_article_may_have_its_name_before_it() -> None:
    for label in ("Body: ", "**Text:** ", "Content:\n"):
        draft = parse_document(f"Title: {TITLE}\n\n{label}{TEXT}")
        assert (draft.title, draft.text) == (TITLE, TEXT)
    assert parse_document(f"{TEXT}\n\nText: as it was.").text.endswith("Text: as it was.")


def test_a_table_in_markdown_loses_its_rules() -> None:
    draft = parse_document(f"{TITLE}\n\n| Line | Boats |\n|:--|--:|\n| Orn | 4 |\n\n{TEXT}")
    assert draft.text == f"Line\tBoats\nOrn\t4\n\n{TEXT}"
    assert "| Orn | 4 |" in parse_document(f"{TITLE}\n\n| Orn | 4 |\n\n{TEXT}").text


@pytest.mark.parametrize("name", ["Min-ji Park", "April Ryan", "Jan de Wit", "Jean-Luc Moor"])
def test_a_name_that_is_also_a_month_or_a_minute_is_a_name(name: str) -> None:
    for line in (f"By {name}", f"By {name}, 20 November 2026"):
        draft = parse_document(f"Busan talks end\n{line}\n\nThe talks lasted an hour. Nobody said more.")
        assert (draft.author, draft.text) == (name, "The talks lasted an hour. Nobody said more.")


def test_a_link_before_or_behind_a_title_is_where_the_text_is_from() -> None:
    link = "https://news.example/eu/tariffs"
    for title in (f"{link} EU delays tariffs", f"EU delays tariffs {link}", f"EU delays tariffs – <{link}>"):
        draft = parse_document(f"{title}\n\nThe Commission said on Friday that it would wait. Steel is cheap.")
        assert (draft.title, draft.url) == ("EU delays tariffs", link)


def test_a_long_sentence_that_stands_alone_is_a_text() -> None:
    said = "The president of Ghana, John Mahama, has resigned after a scandal about cocoa exports."
    assert parse_document(said).text == said
    with pytest.raises(InputError, match="title without a text"):
        parse_document("The president of Ghana has resigned.")
