"""The rules of an approval channel, as they are typed."""

from __future__ import annotations

import pytest

from bot.errors import InputError
from bot.models.approvals import ApprovalRules
from bot.services.approvals import ends_approval, parse_rules

KNOWN = ApprovalRules(6)


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ("", KNOWN),
        ("12", ApprovalRules(12)),
        ("12h", ApprovalRules(12)),
        ("1 hour", ApprovalRules(1)),
        ("2 Days", ApprovalRules(48)),
        ("14d", ApprovalRules(336)),
        ("all", ApprovalRules(6, asks_editors=True)),
        ("everything", ApprovalRules(6, asks_editors=True)),
        ("  3   hours  all ", ApprovalRules(3, asks_editors=True)),
        ("feeds", KNOWN),
        ("8 hours feeds", ApprovalRules(8)),
    ],
)
def test_rules_are_read_as_people_type_them(typed: str, rules: ApprovalRules) -> None:
    assert parse_rules(typed, KNOWN) == rules
    assert not ends_approval(typed)


@pytest.mark.parametrize(
    "typed", ["0", "30 minutes", "15 days", "337 hours", "9999", "later", "2 weeks", "all 2 days", "12 12", "1" * 99]
)
def test_what_cannot_be_meant_is_refused(typed: str) -> None:
    with pytest.raises(InputError, match="write a time from 1 hour to 14 days, as 12 hours"):
        parse_rules(typed, KNOWN)


def test_off_ends_approval_in_any_spelling() -> None:
    assert all(ends_approval(typed) for typed in ("off", " OFF ", "none", "never"))
