"""Words of a text, in scripts with and without spaces."""

from bot.text.words import cased_words, content_words, words


def test_words_have_no_possessives_and_keep_inner_marks():
    assert (
        words("The mayor’s U.S. trip cost $3.5m, O'Neill said") == "the mayor u.s trip cost 3.5m o'neill said".split()
    )
    assert cased_words("BBC'S Anna") == ["BBC", "Anna"]


def test_scripts_without_spaces_give_pairs_of_characters():
    assert words("首相は Tokyo へ") == ["首相", "相は", "tokyo", "へ"]


def test_content_words_are_stems_without_stop_words():
    assert content_words(words("The fishermen said that they were protesting")) == ["fisher", "protes"]
