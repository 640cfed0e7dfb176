from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.http.caching import MAX_WAIT, fresh_for, retry_after, validators, wait_before_next_request
from bot.intake.http.messages import Conditions

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
AT_NOON, AT_ONE = "Sun, 22 Nov 2026 12:00:00 GMT", "Sun, 22 Nov 2026 13:00:00 GMT"
WEEK = 7 * 24 * 3600


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"cache-control": "max-age=600"}, 600),
        ({"cache-control": "public, Max-Age = 600, must-revalidate"}, 600),
        ({"cache-control": 'max-age="600"'}, 600),
        ({"cache-control": "max-age=600", "age": "200"}, 400),
        ({"cache-control": "max-age=600", "age": "700"}, 0),
        ({"cache-control": "max-age=600", "age": "unknown"}, 600),
        ({"cache-control": "max-age=600, max-age=60"}, 600),
        ({"cache-control": "s-maxage=600"}, 0),  # that is for shared caches
        ({"cache-control": "max-age=-1"}, 0),
        ({"cache-control": "max-age=soon"}, 0),
        ({"cache-control": "max-age"}, 0),
        ({"cache-control": "max-age=31536000"}, WEEK),
        ({"cache-control": "max-age=" + "9" * 5_000}, WEEK),
        ({"cache-control": "no-cache, max-age=600"}, 0),
        ({"cache-control": "no-store, max-age=600"}, 0),
        ({"cache-control": 'no-cache="Set-Cookie", max-age=600'}, 600),
        ({"cache-control": "max-age=600", "expires": AT_ONE}, 600),
        ({"cache-control": "no-cache", "expires": AT_ONE}, 0),
        ({"cache-control": "public", "expires": AT_ONE}, 3600),
        ({"expires": AT_ONE}, 3600),
        ({"expires": AT_ONE, "date": "Sun, 22 Nov 2026 12:30:00 GMT"}, 1800),  # by the server's own clock
        ({"expires": AT_ONE, "date": "today"}, 3600),
        ({"expires": AT_NOON, "date": AT_ONE}, 0),
        ({"expires": "Sunday, 22-Nov-26 13:00:00 GMT"}, 3600),  # the obsolete forms of RFC 9110, section 5.6.7
        ({"expires": "Sun Nov 22 13:00:00 2026"}, 3600),
        ({"expires": "0"}, 0),
        ({"expires": "-1"}, 0),
        ({"expires": "Fri, 31 Dec 9999 23:59:59 GMT"}, WEEK),
        ({"expires": "Sun, 22 Nov 99999999 13:00:00 GMT"}, 0),
    ],
)
def test_a_response_is_fresh_for_as_long_as_its_headers_say(headers: dict[str, str], seconds: int) -> None:
    assert fresh_for(headers, NOW) == timedelta(seconds=seconds)
    assert wait_before_next_request(headers, NOW) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 120 ", 120),
        ("0", 0),
        ("-5", 0),
        ("1.5", 0),
        ("soon", 0),
        ("٣٠", 0),
        (AT_ONE, 3600),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0),
        ("99999999999999999999", WEEK),
        ("Sun, 22 Nov 2099 12:00:00 GMT", WEEK),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: int) -> None:
    assert retry_after({"retry-after": value}, NOW) == timedelta(seconds=seconds)


def test_a_retry_after_date_is_read_by_the_servers_own_clock() -> None:
    assert retry_after({"retry-after": AT_ONE, "date": "Sun, 22 Nov 2026 12:50:00 GMT"}, NOW) == timedelta(minutes=10)


def test_the_longer_of_two_waits_counts() -> None:
    assert wait_before_next_request({"cache-control": "max-age=60", "retry-after": "90"}, NOW).seconds == 90
    assert wait_before_next_request({"cache-control": "max-age=90", "retry-after": "60"}, NOW).seconds == 90


@given(
    st.dictionaries(
        st.sampled_from(["cache-control", "expires", "age", "date", "retry-after"]),
        st.text() | st.from_regex(r"max-age=[0-9]*|[0-9]+") | st.sampled_from([AT_NOON, AT_ONE]),
    )
)
def test_no_header_makes_us_wait_for_more_than_a_week(headers: dict[str, str]) -> None:
    assert timedelta(0) <= wait_before_next_request(headers, NOW) <= MAX_WAIT


def test_validators_are_kept_exactly_as_they_came() -> None:
    assert validators({"etag": 'W/"x-gzip"', "last-modified": AT_NOON}) == Conditions('W/"x-gzip"', AT_NOON)
    assert validators({"etag": '"a\tb"'}) == Conditions('"a\tb"')
    assert validators({"etag": "no quotes", "last-modified": "noon"}) == Conditions("no quotes", "noon")
    assert validators({}) == Conditions()


@pytest.mark.parametrize("etag", ["", "\ufffd", '"a\x07b"', "x" * 2_000])
def test_a_validator_that_cannot_be_sent_back_exactly_is_left_out(etag: str) -> None:
    assert validators({"etag": etag}) == Conditions()


def test_after_an_unchanged_answer_the_validators_that_it_does_not_repeat_hold_on() -> None:
    sent = Conditions('"1"', AT_NOON)
    assert validators({}, sent) == sent
    assert validators({"etag": '"2"'}, sent) == Conditions('"2"', AT_NOON)
