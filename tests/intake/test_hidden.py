# ruff: noqa: E501 - a row of a table in one line reads better
from __future__ import annotations

import pytest

from bot.intake.hidden import remove_hidden
from bot.intake.markup import parse_page


def shown(body: str, style: str = "") -> str:
    tree, _ = parse_page(f"<html><head><style>{style}</style></head><body>{body}</body></html>")
    remove_hidden(tree)
    return " ".join(tree.find("body").text_content().split())


@pytest.mark.parametrize(
    "attributes",
    [
        "hidden",
        'hidden=""',
        'hidden="until-found"',
        "popover",
        'aria-hidden="true"',
        "style=display:none",
        'style="DISPLAY : None !important"',
        'style="color:red;display:none"',
        'style="display:/**/none"',
        r'style="d\69splay:none"',
        "style=visibility:hidden",
        'style="visibility: collapse"',
        "style=opacity:0",
        'style="opacity: 0.0"',
        "style=font-size:0",
        'style="font-size: 0px"',
        'style="position:absolute; clip: rect(0 0 0 0)"',
        'style="position:absolute;clip:rect(1px,1px,1px,1px)"',
        'style="clip-path: inset(50%)"',
        'style="position:absolute;left:-9999px"',
        'style="position: fixed; top: -100em; left: -9999em"',
        'style="position:absolute;left:-10000%"',
        'style="text-indent:-9999px"',
        'style="margin-left: -5000px"',
        'style="transform:translateX(-9999px)"',
        'style="transform: scale(0)"',
        'style="height:0;overflow:hidden"',
        'style="max-height:0px; overflow : hidden"',
        'style="width:1px;height:1px;overflow:hidden"',
        'style="color:#fff;background:#FFFFFF"',
        'style="color: white; background-color: white"',
        'style="color:transparent"',
        'class="visually-hidden"',
        'class="lead SR-Only"',
        'class="screen-reader-text"',
        'class="d-none"',
        'class="hidden"',
        'class="gone"',
        'class="box secret"',
        'id="buried"',
    ],
)
def test_hidden_text_is_taken_out_and_what_follows_stays(attributes: str) -> None:
    style = "/* .shown{display:none} */ .gone , .x{ color:red; display : none } p.secret{visibility:hidden} #buried{opacity:0}"
    assert shown(f"<p>Before.</p><p {attributes}>Never said.</p> after", style) == "Before. after"


@pytest.mark.parametrize(
    "tag", ["template", "noscript", "dialog", "script", "style", "svg", "textarea", "iframe", "select"]
)
def test_elements_that_show_no_text_are_taken_out(tag: str) -> None:
    assert shown(f"<p>Before.</p><{tag}>Never said.</{tag}><p>After.</p>") == "Before.After."


def test_comments_are_taken_out_however_they_end() -> None:
    assert shown("<p>One<!-- <p>never --> two<!--> three<!-- never --!> four") == "One two three four"


@pytest.mark.parametrize(
    "html",
    [
        '<p style="display:block;opacity:1;font-size:10px;left:-1px">Said.</p>',
        '<p class="hidden md:block">Said.</p>',
        '<p class="d-none d-lg-block">Said.</p>',
        '<p style="color:#fff;background:#000">Said.</p>',
        '<p style="height:10em;overflow:hidden">Said.</p>',
        '<p aria-hidden="false">Said.</p>',
        "<details><p>Said.</p></details>",
        "<dialog open>Said.</dialog>",
        '<p class="printed">Said.</p>',
        '<p class="opens">Said.</p>',
        '<p class="fades">Said.</p>',
        '<p class="inner">Said.</p>',
    ],
)
def test_text_that_is_shown_stays(html: str) -> None:
    style = (
        "@media print {.printed{display:none}} .opens{display:none} .opens{display:block} body{visibility:hidden} "
        ".fades{opacity:0;animation:in 1s} .outer .inner{display:none}"
    )
    assert shown(html, style) == "Said."


def test_a_rule_for_what_stands_inside_something_counts_there() -> None:
    style = ".outer .inner{display:none}"
    assert shown('<div class="outer"><p><b class="inner">Never said.</b>Said.</p></div>', style) == "Said."
