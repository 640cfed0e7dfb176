from __future__ import annotations

import pytest

from bot.intake.characters import normalise_whitespace
from bot.intake.html_text import decode_markup


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Macy&#8217;s &quot;R&amp;D&quot;", 'Macy’s "R&D"'),
        ("4&nbsp;percent&hellip; &#x2019;", "4\xa0percent… ’"),
        ("Bj&ouml;rk, Pet&rcaron;", "Björk, Petř"),
        ("Macy&amp;#8217;s &amp;amp; &amp;lt;b", "Macy’s & <b"),
        ("Macy&amp;amp;amp;rsquo;s, Macy&#038;#8217;s, Macy&#x26;amp;#x2019;s", "Macy’s, Macy’s, Macy’s"),
        ("The 70&#39s, 60&#34, Macy&amp;#8217s", "The 70's, 60\", Macy’s"),
        ("Q&amp;T; &amp;nothing; `&amp;#8217;`", "Q&T; &nothing; `&amp;#8217;`"),
        ("&#146;s", "’s"),
        *(
            (same, same)
            for same in (
                "AT&T",
                "R&D; Q&A;",
                "&c., &c;",
                "a & b; c",
                "&;",
                "&#; &#x;",
                "&#7 of &#123456",
                "?a=1&copy=2",
            )
        ),
    ],
)
def test_entities_are_decoded_where_they_are_unambiguous(written: str, read: str) -> None:
    assert decode_markup(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("One.<br/>Two.<BR>Three.", "One.\nTwo.\nThree."),
        ("&lt;b&gt;One&lt;/b&gt; <a href='x'>two</a>", "One two"),
        ("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
        ("<style>p {color: red}</style><!-- no --><h1>One</h1><script>if (a<b) alert()</script>two", "One\n\ntwo"),
        ("<button>Share <b>this</b><svg><path d='m0'/></svg></button><h1>One</h1>two", "One\n\ntwo"),
        ("<p>1 < 2 and <https://a.example> and <Laughter></p>", "1 < 2 and <https://a.example> and <Laughter>"),
        *((s, s) for s in ("I <3 it", "a<b and c>d", "<@123> <#45> <t:1>", "the <i> axis", "<script", "<Laughter>")),
    ],
)
def test_tags_are_removed_if_the_text_is_clearly_html(written: str, read: str) -> None:
    assert normalise_whitespace(decode_markup(written)) == read


def test_a_link_keeps_its_address_only_if_it_has_a_text() -> None:
    link = '<a href="https://a.example/x">'
    assert decode_markup(f"<p>{link}Ferry</a> sails</p>").strip() == "[Ferry](https://a.example/x) sails"
    assert decode_markup(f"<p>{link}<img src=f.png></a>Ferry sails</p>").strip() == "Ferry sails"
    assert decode_markup("<p><a name=top>Ferry</a> sails</p>").strip() == "Ferry sails"
