"""Another algorithm's choice beside the bot's."""

from __future__ import annotations

from ui.test_limits import analysis_of, article_of, assert_fits

from bot.services.summary_comparison import SummaryComparison
from bot.ui.comparison_page import comparison_page

ARTICLE = article_of("Title", "Text.")
SENTENCES = analysis_of([f"Sentence {n} is here." for n in range(4)]).sentences


def test_who_chose_what_is_said_and_how_much_both_have_in_common() -> None:
    embed = comparison_page(ARTICLE, SummaryComparison("kl", SENTENCES[:2], SENTENCES[1:3], 4, 4)).embed
    assert embed.description == (
        "**KL-Sum would choose**\n\n• Sentence 0 is here.\n\n• Sentence 1 is here.\n\n"
        "**The bot chooses**\n\n• Sentence 1 is here.\n\n• Sentence 2 is here."
    )
    assert "KL-Sum as in the library sumy · 1 sentence in both · word for word" in (embed.footer.text or "")


def test_a_method_that_read_only_the_beginning_says_so() -> None:
    embed = comparison_page(ARTICLE, SummaryComparison("lsa", SENTENCES[:1], SENTENCES[:1], 150, 900)).embed
    assert "LSA read the first 150 of 900 sentences" in (embed.footer.text or "")


def test_a_text_without_sentences_says_so_twice() -> None:
    said = comparison_page(ARTICLE, SummaryComparison("lsa", (), (), 0, 0)).embed.description or ""
    assert said.count("nothing: this text has no sentences.") == 2


def test_long_sentences_fit() -> None:
    long = analysis_of(["*_" * 3_000 + str(n) for n in range(24)]).sentences
    assert_fits(comparison_page(ARTICLE, SummaryComparison("lsa", long, long, 24, 24)))
