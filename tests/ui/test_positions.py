"""The numbers of quoted sentences."""

from __future__ import annotations

import pytest
from conftest import Town
from ui.test_limits import article_of

from bot.models.analysis import Analysis, Sentence
from bot.ui.article_pages import summary_page
from bot.ui.positions import numbered_sentences, ranges


@pytest.mark.parametrize(
    ("numbers", "said"),
    [([], ""), ([4], "4"), ([4, 5], "4, 5"), ([1, 2, 3], "1 to 3"), ([1, 3, 4, 5, 8, 9, 11], "1, 3 to 5, 8, 9, 11")],
)
def test_three_numbers_in_a_row_are_a_range(numbers: list[int], said: str) -> None:
    assert ranges(numbers) == said


def test_one_sentence_and_several_are_named_in_the_order_of_the_quotation() -> None:
    assert numbered_sentences([3], 1_027) == "sentence 3 of 1,027"
    assert numbered_sentences([5, 2], 27) == "sentences 5 and 2 of 27"
    assert numbered_sentences([5, 2, 9], 27) == "sentences 5, 2 and 9 of 27"


def test_a_summary_says_which_sentences_it_quotes_unless_it_has_all() -> None:
    texts = [f"Sentence number {n} has twenty-two words{' of news' * 8} in it." for n in range(1, 7)]
    text = " ".join(texts)
    sentences = tuple(Sentence(one, text.index(one), text.index(one) + len(one)) for one in texts)
    analysis = Analysis(1, "en", sentences, (4, 1, 5, 3, 0, 2), (), (), ())
    footers = [summary_page(article_of("Title", text), analysis, words).embed.footer.text or "" for words in (45, 400)]
    assert "2 of 6 sentences, word for word: 2, 5" in footers[0]
    assert footers[1].endswith("6 of 6 sentences, word for word · added")


async def test_a_stored_summary_says_the_same_numbers(seeded: Town) -> None:
    article = await seeded.services.library.find(seeded.guild.id, "1")
    digest = await seeded.services.library.digest(article)
    analysis = (await seeded.services.library.analysed(article)).analysis
    assert [digest.position(sentence) for sentence in digest.ranked] == [i + 1 for i in analysis.ranking[:24]]
    assert [analysis.position(sentence) for sentence in analysis.sentences] == list(range(1, analysis.total + 1))
