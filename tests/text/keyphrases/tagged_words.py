"""Builds tagged texts from words with tags, without a model."""

from bot.models.analysis import Sentence
from bot.text.tagger import TaggedText, TaggedToken


def tagged(*words: str) -> TaggedText:
    """Words with their tags after a slash, one space between them: ``the/DT oil/NN spill/NN``; ``+`` leaves none."""
    text, tokens = "", []
    for word in words:
        form, _, tag = word.removeprefix("+").rpartition("/")
        text += "" if not text or word.startswith("+") else " "
        tokens.append(TaggedToken(len(text), len(text) + len(form), form, tag))
        text += form
    return TaggedText(text, (tuple(tokens),))


def one_sentence(text: TaggedText) -> tuple[Sentence, ...]:
    return (Sentence(text.text, 0, len(text.text)),)
