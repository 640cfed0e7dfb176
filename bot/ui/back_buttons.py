"""Ways back: every answer that was reached by a tap leads back to the one it was reached from.

The way is kept in the custom ids of an answer's buttons and menu, as far as there is room in them: nothing else has to
be remembered, and it still works after a restart.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ui.button_ids import DECISIONS, Ask

if TYPE_CHECKING:
    from bot.ui.button_ids import Question

__all__ = ["back_label", "back_to", "onward"]

PAGES_OF_AN_ARTICLE = frozenset({Ask.SUMMARY, Ask.ACTORS, Ask.THEMES, Ask.TEXT})
LABELS = {
    Ask.WHO: "Back to the profile",
    Ask.SUMMARY: "Back to the article",
    Ask.THEMES: "Back to the article",
    Ask.TEXT: "Back to the article",
}


def onward(asked: Question | None, question: Question) -> Question:
    """``question`` as it is asked from the answer to ``asked``: with the way back to that.

    Turning a page is no step, and a place that was left and is reached again is on the way once; the beginning stays.
    """
    if asked is None or question.ask in DECISIONS:
        return question
    here, there = _place(asked), _place(question)
    if here == there:
        return replace(question, behind=asked.behind)
    between = [q for q in asked.behind[:-1] if _place(q) not in (here, there)]
    beginning = [q for q in asked.behind[-1:] if _place(q) != here]
    return replace(question, behind=(replace(asked, behind=()), *between, *beginning))


def back_to(asked: Question) -> Question | None:
    """The question whose answer was shown before; None at the beginning of the way."""
    return replace(asked.behind[0], behind=asked.behind[1:]) if asked.behind else None


def back_label(question: Question) -> str:
    """What the button to an answer that was shown before says."""
    return LABELS.get(question.ask, "Back to the list")


def _place(question: Question) -> tuple[str, str]:
    """What is the same for all pages of one list, and for all pages of one article."""
    return ("article" if question.ask in PAGES_OF_AN_ARTICLE else question.ask), question.subject
