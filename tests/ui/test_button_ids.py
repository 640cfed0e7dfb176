"""What a button does survives in its custom id."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from ui.strategies import ACTIONS

from bot.ui import limits
from bot.ui.button_ids import BUTTON, BUTTON_ID, ENTITY_MENU, MENU, MENU_ID, Action, ButtonAction, decode, encode


@given(
    st.sampled_from([ask for ask in Action if ask is not Action.UNKNOWN]),
    st.text(max_size=200),
    st.integers(0, 99_999),
    st.integers(0, 2**63),
)
def test_a_question_fits_into_a_button_id_and_back(ask: Action, subject: str, page: int, asker: int) -> None:
    custom_id = encode(ButtonAction(ask, subject, page), asker)
    assert BUTTON_ID.fullmatch(custom_id)
    assert not MENU_ID.fullmatch(custom_id)
    menu_id = encode(ButtonAction(ask, subject, page), asker, MENU)
    assert MENU_ID.fullmatch(menu_id)
    assert not BUTTON_ID.fullmatch(menu_id)
    assert decode(menu_id) == decode(custom_id)
    action, who = decode(custom_id)
    assert (action.kind, action.argument, who) == (ask, page, asker)
    assert subject.startswith(action.subject)
    assert len(subject) > 60 or action.subject == subject


@given(ACTIONS, st.lists(ACTIONS, max_size=6), st.integers(1, 2**63), st.sampled_from([BUTTON, MENU, ENTITY_MENU]))
def test_back_steps_fit_into_a_button_id_as_far_as_there_is_room_the_first_ones_longest(
    action: ButtonAction, behind: list[ButtonAction], asker: int, component: str
) -> None:
    custom_id = encode(replace(action, history=tuple(behind)), asker, component)
    assert limits.length(custom_id) <= 100
    kept, who = decode(custom_id)
    assert (kept.kind, kept.argument, who) == (action.kind, action.argument, asker)
    assert kept == replace(decode(encode(action, asker, component))[0], history=kept.history)
    left = list(behind)
    while left and left != list(kept.history):
        left.pop(max(0, len(left) - 2))
    assert left == list(kept.history)
    assert not behind or decode(encode(replace(action, history=(behind[-1],)), asker))[0].history == kept.history[-1:]


def test_four_steps_over_numbers_fit_with_a_long_search_behind_them() -> None:
    steps = (
        ButtonAction(Action.WHO, "12345"),
        ButtonAction(Action.ACTORS, "12345", 1),
        ButtonAction(Action.SEARCH, "w" * 30),
    )
    assert decode(encode(ButtonAction(Action.SUMMARY, "12345", 16, steps), 2**63))[0].history == steps
