from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.cleaning import decode_markup, join_parted_words, normalise_whitespace


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Macy&#8217;s &quot;R&amp;D&quot;", 'Macy’s "R&D"'),
        ("4&nbsp;percent&hellip; &#x2019;", "4\xa0percent… ’"),
        ("Bj&ouml;rk, Pet&rcaron;", "Björk, Petř"),
        ("Macy&amp;#8217;s &amp;amp; &amp;lt;b", "Macy’s & <b"),
        ("&#146;s", "’s"),
        *((same, same) for same in ("AT&T", "R&D; Q&A;", "&c., &c;", "a & b; c", "&;", "&#; &#x;", "?a=1&copy=2")),
    ],
)
def test_entities_are_decoded_where_they_can_be_nothing_else(written: str, read: str) -> None:
    assert decode_markup(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("One.<br/>Two.<BR>Three.", "One.\nTwo.\nThree."),
        ("&lt;b&gt;One&lt;/b&gt; <a href='x'>two</a>", "One two"),
        ("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
        ("<style>p {color: red}</style><!-- no --><h1>One</h1><script>if (a<b) alert()</script>two", "One\n\ntwo"),
        ("<p>1 < 2 and <https://a.example> and <Laughter></p>", "1 < 2 and <https://a.example> and <Laughter>"),
        *((s, s) for s in ("I <3 it", "a<b and c>d", "<@123> <#45> <t:1>", "the <i> axis", "<script", "<Laughter>")),
    ],
)
def test_tags_go_where_the_text_is_plainly_html(written: str, read: str) -> None:
    assert normalise_whitespace(decode_markup(written)) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mar\xadland, Nord\u2060bank, zero\u200bwidth, jo\u200din", "Marland, Nordbank, zerowidth, join"),
        ("inter\xad\nest", "interest"),
        ("Elsa\xa0Torp\u202f5", "Elsa Torp 5"),
        ("one\x0ctwo", "one\ntwo"),
        *(
            (same, same)
            for same in ("می\u200cخواهم", "क\u094d\u200dष", "👩\u200d👩\u200d👧", "❤\ufe0f\u200d🔥", "ថា\u200bគេ")
        ),
        ("a\U000e0041b \U0001f3f4\U000e0067\U000e0062\U000e007f", "ab \U0001f3f4\U000e0067\U000e0062\U000e007f"),
    ],
)
def test_what_only_hides_goes_and_what_a_script_needs_stays(written: str, read: str) -> None:
    assert normalise_whitespace(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("the nor-\nthern pier", "the northern\npier"),
        ("asked for compen-\nsation, because", "asked for compensation,\nbecause"),
        ("a well-\nknown man", "a well-known\nman"),
        ("the state-\nowned firm", "the state-owned\nfirm"),
        ("a dust-\nbin. The dust-bin is full", "a dust-bin.\nThe dust-bin is full"),
        *((same, same) for same in ("Smith-\nJones", "1990-\n1995", "well -\nand so on", "- one\n- two")),
    ],
)
def test_words_parted_at_a_lines_end_are_joined_where_that_is_plain(written: str, read: str) -> None:
    assert join_parted_words(written) == read


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n\xad\u200b\u200d\ufeff\u3164\U000e0041 ")))
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert normalise_whitespace(normalise_whitespace(text)) == normalise_whitespace(text)
