"""The way back has each place once."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from ui.strategies import ACTIONS

from bot.ui.back_buttons import back_to, onward
from bot.ui.button_ids import ButtonAction


@given(st.lists(ACTIONS, min_size=1, max_size=30))
def test_each_page_is_among_the_back_steps_only_once(walk: list[ButtonAction]) -> None:
    at = walk[0]
    for action in walk[1:]:
        before, at = at, onward(at, action)
        assert replace(at, history=()) == action
        places = [(q.kind, q.subject) for q in at.history]
        assert len(set(places)) == len(places)
        assert (at.kind, at.subject) not in places[:-1]
        back = back_to(at)
        assert back is None or back.history == at.history[1:]
        assert back is None or onward(before, action).history == at.history
