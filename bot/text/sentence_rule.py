"""A reason why a sentence is rejected: a row of the tables of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Rule", "any_applies"]


class Rule(NamedTuple):
    """One reason why a sentence is rejected, with an example."""

    name: str
    applies: Callable[[str], object]
    example: str


def any_applies(rules: Iterable[Rule]) -> Callable[[str], bool]:
    """A test of sentences: whether one of the rules applies."""
    tests = tuple(rule.applies for rule in rules)

    def is_rejected(sentence: str) -> bool:
        for test in tests:  # noqa: SIM110 - twice as fast as any()
            if test(sentence):
                return True
        return False

    return is_rejected
