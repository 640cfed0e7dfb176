"""Texts and actions of every kind, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.ui.button_ids import DECISIONS, Action, ButtonAction

NASTY = st.one_of(
    st.text(max_size=400),
    st.text(alphabet="*_~`|[]()<>@#\\-+> \n\u200b\u202e\u200d😀👩🏽‍🚀مرحبا", max_size=400),
    st.sampled_from(
        [
            "@everyone <@123456789012345678> <@&123> <#5> <t:0:R>",
            "[innocent](https://evil.example) <https://evil.example> https://evil.example",
            "# Heading\n> quote\n- list\n1. list\n-# small\n```code``` ||spoiler||",
            "A" * 20_000,
            "👩🏽‍🚀" * 3_000,
            "e\u0301" * 5_000,
            "\\" * 5_000,
            "*" * 5_000,
            "word " * 4_000,
        ]
    ),
)

ACTIONS = st.builds(
    ButtonAction,
    st.sampled_from([ask for ask in Action if ask is not Action.UNKNOWN and ask not in DECISIONS]),
    st.one_of(st.integers(1, 10**7).map(str), st.text(max_size=60), st.text(alphabet="%:<.&20", max_size=20)),
    st.integers(0, 9_999),
)
