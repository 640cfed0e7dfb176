"""A dictionary that never grows beyond its bound."""

from __future__ import annotations

from bot.services.bounded_dict import BoundedDict


def test_the_entry_that_was_set_longest_ago_is_dropped() -> None:
    entries: BoundedDict[str, int] = BoundedDict(2)
    entries["a"], entries["b"] = 1, 2
    entries["a"] = 3
    entries["c"] = 4
    assert dict(entries) == {"a": 3, "c": 4}
