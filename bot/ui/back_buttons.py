"""“Back” buttons: an answer that was opened from another one leads back to it.

The way back is kept in the custom ids of an answer's buttons and menu, as far as it fits: nothing has to be
remembered, so it also works after a restart.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.ui.button_ids import DECISIONS, Action

if TYPE_CHECKING:
    from bot.ui.button_ids import ButtonAction

__all__ = ["back_label", "back_to", "onward"]

ARTICLE_VIEWS = frozenset({Action.SUMMARY, Action.ACTORS, Action.THEMES, Action.TEXT})
STORY_VIEWS = frozenset({Action.STORY, Action.STORY_SUMMARY})
LABELS = {
    Action.COMPARE_ARTICLES: "Back to the comparison",
    Action.COMPARE_ACTORS: "Back to the comparison",
    Action.BRIEF: "Back to the briefing",
    Action.TIMELINE: "Back to the timeline",
    Action.WHO: "Back to the profile",
    Action.SUMMARY: "Back to the article",
    Action.THEMES: "Back to the article",
    Action.TEXT: "Back to the article",
    Action.STORY: "Back to the story",
    Action.STORY_SUMMARY: "Back to the story",
}


def onward(current: ButtonAction | None, target: ButtonAction) -> ButtonAction:
    """Returns ``target`` with the history it gets when it is opened from the answer to ``current``.

    Turning a page adds nothing, an answer that is reached again is in the history only once, and the first entry is
    kept.
    """
    if current is None or target.kind in DECISIONS:
        return target
    shown, opened = _without_page(current), _without_page(target)
    if shown == opened:
        return replace(target, history=current.history)
    between = [step for step in current.history[:-1] if _without_page(step) not in (shown, opened)]
    first = [step for step in current.history[-1:] if _without_page(step) != shown]
    return replace(target, history=(replace(current, history=()), *between, *first))


def back_to(current: ButtonAction) -> ButtonAction | None:
    """The action whose answer was shown before; None if nothing was."""
    return replace(current.history[0], history=current.history[1:]) if current.history else None


def back_label(target: ButtonAction) -> str:
    """The label of the button that leads back to ``target``."""
    return LABELS.get(target.kind, "Back to the list")


def _without_page(action: ButtonAction) -> tuple[str, str]:
    """What all pages of one list, or all views of one article or of one story, have in common."""
    views = ((ARTICLE_VIEWS, "article"), (STORY_VIEWS, "story"))
    return next((name for kinds, name in views if action.kind in kinds), action.kind), action.subject
