"""How comparisons are laid out, whatever the articles hold."""

from __future__ import annotations

from collections.abc import Sequence

from ui.test_limits import article_of, assert_fits

from bot.models.briefing import Quotation
from bot.models.comparisons import (
    ActorsComparison,
    ArticlesComparison,
    ComparedActor,
    ComparedArticle,
    QuotedRole,
    TellingStory,
)
from bot.ui.compared_actors_page import compared_actors_page
from bot.ui.compared_articles_page import NOTHING_ALONE, NOTHING_IN_BOTH, compared_articles_page
from bot.ui.fitting import fitting

ONE, OTHER = article_of("One", "Text."), article_of("Other", "Text.")
LONG = "*_" * 3_000


def quoted(text: str, number: int = 1) -> Quotation:
    return Quotation(text, ONE.header, number, 9)


def compared(
    both: Sequence[tuple[str, str]] = (), only: Sequence[str] = (), names: Sequence[str] = (), read: int = 9
) -> ArticlesComparison:
    alone = tuple(quoted(text, at) for at, text in enumerate(only, 1))
    return ArticlesComparison(
        (ComparedArticle(ONE, alone, read, 9), ComparedArticle(OTHER, (), 9, 9)),
        tuple((quoted(one), quoted(other)) for one, other in both),
        tuple(names),
        (),
        is_one_story=False,
    )


def test_articles_with_nothing_in_common_say_so_in_plain_words() -> None:
    embed = compared_articles_page(compared(), "1,2", 0).embed
    assert (embed.description or "").endswith(NOTHING_IN_BOTH)
    assert [field.value for field in embed.fields] == [NOTHING_ALONE, NOTHING_ALONE]


def test_a_sentence_that_both_have_word_for_word_is_quoted_once() -> None:
    description = compared_articles_page(compared([("It rained.", "It  rained.")]), "1,2", 0).embed.description or ""
    assert description.count("It rained.") == 1
    assert "— word for word in #" in description


def test_the_next_pages_have_the_rest_alone() -> None:
    reply = compared_articles_page(compared(only=[f"Sentence {n}." for n in range(7)], read=8), "1,2", 1)
    assert not reply.embed.description
    (field,) = reply.embed.fields
    assert "Sentence 3." in (field.value or "")
    footer = reply.embed.footer.text or ""
    assert "the first 8 of 9 sentences of #" in footer
    assert "page 2 of 3" in footer
    assert {button.label for button in reply.buttons} == {"‹ Previous", "Next ›"}


def test_many_names_and_long_sentences_fit() -> None:
    names = [f"Name {n}" for n in range(9)]
    page = compared_articles_page(compared([(LONG, LONG + "a")] * 5, [LONG] * 5, names), "1,2", 0)
    assert_fits(page)
    assert "Name 7 and 1 more" in (page.embed.description or "")
    story = TellingStory((ONE.header,) * 9, quoted(LONG))
    roles = (QuotedRole(LONG, 1), QuotedRole(LONG, 2))
    actor = ComparedActor("1", LONG, roles, 500, ((LONG[:90], 3),) * 3, (story, story))
    found = ActorsComparison((actor, actor), (story,) * 3, 500, ((LONG[:90], 3),) * 3, 0, 1, 500)
    assert_fits(compared_actors_page(found, "1,2"))


def test_links_go_before_sentences_are_cut_and_the_rest_is_counted() -> None:
    def entry(limit: int, with_links: bool) -> str:
        return "x" * min(limit, 150) + ("l" * 50 if with_links else "")

    assert fitting([entry], 200) == "x" * 150 + "l" * 50
    assert fitting([entry], 199) == "x" * 150
    assert fitting([entry], 130) == "x" * 120
    assert fitting([entry] * 3, 250, "\n") == "x" * 120 + "\n… and 2 more"
