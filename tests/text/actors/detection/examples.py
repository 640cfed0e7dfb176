"""Examples of the rules of detection: sentences with a name between square brackets."""

from __future__ import annotations

import re

from text.actors.analysed_text import layout, tagger

from bot.text.actors.detection.candidates import find_candidates
from bot.text.actors.extraction import tokenize_story


def candidates_in(text: str, title: str = "") -> list[str]:
    """The texts of the candidates of a story with one sentence for each full stop before a space."""
    body, sentences = layout(tuple(re.split(r"(?<=[a-z]\.) (?=[A-Z])", text)))
    texts = tokenize_story(tagger().tag([body]), tagger().tag([title]), sentences)
    return [candidate.text for candidate in find_candidates(texts)]


def name_and_text(example: str) -> tuple[str, str]:
    """The name between the brackets, and the example without them."""
    _, name, _ = re.split(r"[\[\]]", example)
    return name, re.sub(r"[\[\]]", "", example)
