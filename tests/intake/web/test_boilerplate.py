from __future__ import annotations

from datetime import UTC, datetime

import pytest
from intake.web.sample_pages import NEWS, TITLE, article, page, prose

from bot.intake.web.article import extract_article
from bot.intake.web.blocks import Block
from bot.intake.web.boilerplate import strip_boilerplate
from bot.intake.web.fetch import FetchedPage
from bot.models.articles import Draft


def read(html: str) -> Draft:
    return extract_article(FetchedPage("https://valmere.example/news/one", html.encode(), "utf-8"))


def article_lines(inside: str) -> list[str]:
    return read(page(TITLE, f"<main><h1>{TITLE}</h1>{inside}</main>")).text.split("\n\n")


@pytest.mark.parametrize(
    "line",
    [
        "<p>Advertisement</p>",
        "<div>Anzeige</div>",
        "<p>Story continues below advertisement</p>",
        "<p><strong>Read more:</strong> <a href=/x>Tanker owner fined</a></p>",
        "<p><em>READ ALSO: Tanker owner fined</em></p>",
        "<p>Lire aussi : <a href=/x>Le pétrolier</a></p>",
        "<p>Читайте также: Порт закрыт</p>",
        "<p>関連記事</p>",
        "<p><a href=/x>Owner of the tanker was fined</a></p>",
        "<h3>Related</h3><h4><a href=/x>Owner of the tanker was fined</a></h4>",
        "<div><h4>Get the Courier every morning</h4><p>Sign up for our free newsletter.</p></div>",
        "<p>Recibe la newsletter de Internacional</p>",
        "<p>Подпишитесь на наш канал</p>",
        "<p>Niets missen? Meld je aan voor onze nieuwsbrief en blijf op de hoogte.</p>",
        "<p>Ακολουθήστε μας στο Google News και μάθετε πρώτοι όλα τα νέα.</p>",
        "<div>11:05 Uhr</div>",
        "<a href=#after>SKIP ADVERTISEMENT</a>",
        "<blockquote>“We expect no oil to leak,”</blockquote>",
    ],
)
def test_interruptions_of_an_article_are_left_out(line: str) -> None:
    assert article_lines(prose(*NEWS[:2]) + line + prose(*NEWS[2:])) == NEWS


@pytest.mark.parametrize(
    "line",
    [
        "<p>— Ann Reed</p>",
        "<p>Contact the reporter at areed@courier.example</p>",
        "<p><em>Ann Reed is a reporter for the Courier. Follow her on X @areed.</em></p>",
        "<p>© 2026 Courier. All rights reserved.</p>",
        "<p>저작권자 © 항구일보 무단전재 및 재배포 금지</p>",
        "<p>Tags: harbour, tankers</p>",
        "<p>Follow us on Facebook for more news.</p>",
        "<h2>No responses yet</h2>",
        "<div>12 Likes</div>",
        "<h3>Yorumlar (2)</h3><b>mehmet34</b><p>Umarım liman yakında yeniden açılır, herkese geçmiş olsun.</p>",
        "<h4>Discussion about this post</h4><p>I told you so, the pilot had been warned of that pier before.</p>",
        "<div>Kommentare (1)</div><div>Gast: Endlich, der Pier war seit Jahren eine Gefahr für alle Schiffe.</div>",
        "<p>To stay up to date on all the news, follow the Courier on Facebook and X.</p>",
        "<p>You receive this letter because you signed up for it. <a href=#>Unsubscribe</a></p>",
        "<p>If you have an opinion on this article and you would like to tell us more, please click here.</p>",
        "<p>m.b.</p>",
        "<ul><li><a href=/login>Log in</a> to post comments</li></ul>",
        "<div>Quelle: https://courier.example/one<br>© Courier Verlag GmbH. Alle Rechte vorbehalten.</div>",
        "<p>This story appears in print on Nov. 13. <a href=/r>Reprints</a> | <a href=/s>Subscribe</a></p>",
    ],
)
def test_boilerplate_below_an_article_is_left_out(line: str) -> None:
    assert article_lines(prose(*NEWS) + line) == NEWS


@pytest.mark.parametrize(
    "lines",
    [
        "<div>3 min read</div>",
        "<div>Share</div><div>Listen</div>",
        "<ul><li>Share on Facebook</li><li>Copy link</li></ul>",
        "<div><span>Ann Reed</span><span>Harbour correspondent</span></div>",
        "<div>Updated 2 hours ago</div>",
        "<div>2026年3月15日 08:12 港口晚报</div>",
        "<div>Valmere</div>",
    ],
)
def test_lines_between_title_and_text_are_left_out(lines: str) -> None:
    assert article_lines(lines + prose(*NEWS)) == NEWS


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f"<h2>Key points</h2><ul><li>Pier hit</li></ul>{prose(*NEWS)}", ["Key points", "Pier hit", *NEWS]),
        (
            f"{prose(*NEWS)}<p>Shut are:</p><ul><li>The northern pier</li></ul>",
            [*NEWS, "Shut are:", "The northern pier"],
        ),
        (f"{prose(*NEWS[:2])}<p>What comes next?</p>{prose(*NEWS[2:])}", [*NEWS[:2], "What comes next?", *NEWS[2:]]),
        (f"<p>What did you see?</p>{prose(*NEWS)}", ["What did you see?", *NEWS]),
        (f"<p>“Follow us,” the pilot said.</p>{prose(*NEWS)}", ["“Follow us,” the pilot said.", *NEWS]),
        (f"{prose(*NEWS)}<p>Subscribe to it or not, she said.</p>", [*NEWS, "Subscribe to it or not, she said."]),
        (f"<p><span class=dateline>VALMERE</span> — {NEWS[0]}</p>{prose(NEWS[1])}", [f"VALMERE — {NEWS[0]}", NEWS[1]]),
        (
            f"<p>{NEWS[0]}<sup><a href=#n1>1</a></sup></p><p>It covers 9 km<sup>2</sup> now.</p>",
            [NEWS[0], "It covers 9 km2 now."],
        ),
        (
            f"<details><summary>Who owns it?</summary><p>{NEWS[2]}</p></details>{prose(*NEWS[:2])}",
            ["Who owns it?", NEWS[2], *NEWS[:2]],
        ),
        (f"The northern pier is shut{prose(*NEWS)}", ["The northern pier is shut", *NEWS]),
        (prose(*NEWS, *NEWS), [*NEWS, *NEWS]),
        (f"{prose(*NEWS)}<p>You can see the pier from the fort.</p>", [*NEWS, "You can see the pier from the fort."]),
        (f"{prose(*NEWS)}<p>The law changes copyright.</p>", [*NEWS, "The law changes copyright."]),
        (f"<p>Copyright law has to change.</p>{prose(*NEWS)}", ["Copyright law has to change.", *NEWS]),
        (
            f"{prose(*NEWS)}<h3>Comments from the owner</h3><p>He is sorry.</p>",
            [*NEWS, "Comments from the owner", "He is sorry."],
        ),
    ],
)
def test_parts_of_an_article_are_kept(inside: str, text: list[str]) -> None:
    assert article_lines(inside) == text


def test_a_note_about_the_author_is_not_part_of_the_article() -> None:
    by = "<div>By <span>Ann Reed</span><br>Reporting from Valmere</div>"
    assert article_lines(f"{by}{prose(*NEWS)}<p>Ann Reed covers harbours for the Courier.</p>") == NEWS
    assert article_lines(f"{by}{prose(*NEWS)}<p>Ada Reed covers the damage.</p>") == [
        *NEWS,
        "Ada Reed covers the damage.",
    ]


def test_a_byline_between_the_standfirst_and_the_text_is_left_out() -> None:
    assert article_lines(f"{prose(NEWS[0])}<p>Propos recueillis par Ann Reed</p>{prose(*NEWS[1:])}") == NEWS


def test_short_paragraphs_of_a_japanese_page_stay_apart() -> None:
    body = [
        "港は月曜日、タンカーの衝突を受けて閉鎖された。港湾局が明らかにした。",
        "けが人はいない。",
        "再開は木曜日の予定だ。",
    ]
    html = page(
        "港を閉鎖", f"<main><h1>港を閉鎖</h1><div><time>3/15(日) 8:12</time>配信</div>{prose(*body)}</main>", lang="ja"
    )
    assert read(html).text.split("\n\n") == body


def test_headings_above_single_lines_stay_in_place() -> None:
    entries = [
        ("Wind rises", "The wind in the harbour reached 90 km/h at eleven, the port said."),
        ("Pier shut", "The pier was shut at noon until Thursday, the port authority said."),
    ]
    body = "".join(f"<article><h2>{head}</h2><p>{line}</p></article>" for head, line in entries)
    assert article_lines(body) == [part for entry in entries for part in entry]


@pytest.mark.parametrize(
    ("above", "author", "day"),
    [
        ("<div>By <span>Ann Reed</span></div><div>Valmere</div><div>3 June 2026</div>", "Ann Reed", 3),
        ("<p>By Ann Reed, harbour correspondent</p>", "Ann Reed", None),
        ("<div><span>By Ann Reed</span> <span>3 June 2026</span></div>", "Ann Reed", 3),
        ("<div>Updated 4 June 2026 · Published 3 June 2026</div>", None, 3),
        ("<div>Publié le 3 juin 2026, modifié le 4 juin 2026</div>", None, 3),
        ("<div>Updated 4 June 2026</div>", None, None),
        ("<div>2026. június 3.</div>", None, 3),
        ("<div>3. kesäkuuta 2026</div>", None, 3),
        ("<div>3 يونيو 2026</div>", None, 3),
        ("<div>3 Ιουνίου 2026</div>", None, 3),
        ("<div>31 June 2026</div>", None, None),
    ],
)
def test_the_byline_and_date_between_title_and_text_belong_to_the_article(
    above: str, author: str | None, day: int | None
) -> None:
    draft = read(page(TITLE, f"<main><h1>{TITLE}</h1>{above}{prose(*NEWS)}</main>"))
    assert draft.text.split("\n\n") == NEWS
    assert draft.author == author
    assert draft.published_at == (datetime(2026, 6, day, tzinfo=UTC) if day else None)


def test_a_day_above_the_title_is_the_papers_not_the_articles() -> None:
    html = article(TITLE, *NEWS).replace("<nav>", "<div>Saturday, 28 November 2026</div><nav>")
    assert read(html).published_at is None


def test_headings_with_nothing_below_them_are_left_out() -> None:
    own = [Block(line) for line in NEWS]
    assert strip_boilerplate([*own, Block("Weather", heading=True), Block("Ads", heading=True)], [TITLE]) == own


def test_headings_above_nothing_but_a_pull_quote_are_left_out_with_it() -> None:
    quotation = "The council meets to talk about the damage and the insurance."
    own = [Block(line) for line in (*NEWS[:3], f"A decision is expected soon. {quotation}")]
    below = [Block("Opinions", heading=True), Block("The council", heading=True), Block(quotation)]
    assert strip_boilerplate([*own, *below], [TITLE]) == own


def test_a_title_far_below_the_beginning_of_the_text_belongs_to_another_story() -> None:
    blocks = [*(Block(line) for line in NEWS * 2), Block(TITLE, heading=True), Block(NEWS[0])]
    assert strip_boilerplate(blocks, [TITLE])[0].text == NEWS[0]
    assert len(strip_boilerplate(blocks, [TITLE])) >= len(NEWS) * 2
