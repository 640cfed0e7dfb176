# ruff: noqa: E501 - a row of a table in one line reads better
from __future__ import annotations

import pytest

from bot.intake.web.hidden import remove_hidden
from bot.intake.web.html_tree import parse_page


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
        'class="cdk-visually-hidden"',
        'class="tw-sr-only"',
        'style="color:rgba(0, 0, 0, 0)"',
        'style="filter:opacity(0)"',
        'style="scale:0"',
        'style="clip-path:polygon(0 0, 0 0, 0 0)"',
        'style="position:absolute;inset:0 auto auto -9999px"',
        'style="position:fixed;left:-200vw"',
        'style="translate:-9999px 0"',
        'style="text-indent:200%;white-space:nowrap;overflow:hidden"',
        'class="d-none"',
        'class="hidden"',
        'class="gone"',
        'class="box secret"',
        'id="buried"',
    ],
)
def test_hidden_text_is_removed_and_the_text_after_it_is_kept(attributes: str) -> None:
    style = "/* .shown{display:none} */ .gone , .x{ color:red; display : none } p.secret{visibility:hidden} #buried{opacity:0}"
    assert shown(f"<p>Before.</p><p {attributes}>Never said.</p> after", style) == "Before. after"


@pytest.mark.parametrize(
    "tag", ["template", "noscript", "dialog", "script", "style", "svg", "textarea", "iframe", "select"]
)
def test_elements_that_show_no_text_are_removed(tag: str) -> None:
    assert shown(f"<p>Before.</p><{tag}>Never said.</{tag}><p>After.</p>") == "Before.After."


def test_comments_are_removed_however_they_end() -> None:
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


def test_a_style_rule_for_nested_elements_applies_to_them() -> None:
    style = ".outer .inner{display:none}"
    assert shown('<div class="outer"><p><b class="inner">Never said.</b>Said.</p></div>', style) == "Said."


@pytest.mark.parametrize(
    "style",
    [
        "@media all{.gone{display:none}}",
        "@media screen{.gone{display:none}}",
        "@layer base{.gone{display:none}}",
        "@supports (display:grid){.gone{display:none}}",
        "@import url(x.css); .gone{display:none}",
        "div > .gone{display:none}",
        'p[class="gone"]{display:none}',
        ".gone{display:none} .gone{color:red}",
        ".gone{color:#fff;background:#fff}",
        ".other{color:red}} .gone{display:none}",
    ],
)
def test_a_rule_that_holds_on_every_screen_counts(style: str) -> None:
    assert shown('<div><p class="gone">Never said.</p><p>Said.</p></div>', style) == "Said."


def test_white_letters_are_hidden_only_on_white() -> None:
    line = '<p style="color:white">Said of the harbour.</p><p>And more than that was said of the harbour in the evening, when the boats came in.</p>'
    hidden = "And more than that was said of the harbour in the evening, when the boats came in."
    assert shown(line) == hidden
    assert (
        shown(
            line.replace('style="color:white"', "").replace(
                "<p >Said of the harbour.", "<p><font color=#FFFFFF>Said of the harbour.</font>"
            )
        )
        == hidden
    )
    assert shown(line, "body{background:#111}").startswith("Said")
    assert shown(f'<div style="background:#123">{line}</div>').startswith("Said")
    assert shown(f"<table bgcolor=navy><tr><td>{line}</td></tr></table>").startswith("Said")
    assert shown(f'<p style="color:white">{"Nearly all of it is white. " * 9}</p><p>Not this.</p>').startswith("Nearly")


@pytest.mark.parametrize(
    ("body", "style"),
    [
        ('<main style="opacity:0"><h1>Ferry</h1><p>Said.</p></main>', ""),
        ('<div style="visibility:hidden"><h1>Ferry</h1><p>Said.</p></div>', ""),
        ('<h1>Ferry</h1><p class="reveal">Said.</p>', ".reveal{opacity:0} .reveal.visible{opacity:1}"),
    ],
)
def test_text_that_a_script_soon_shows_is_kept(body: str, style: str) -> None:
    assert shown(body, style).replace(" ", "") == "FerrySaid."


def test_white_letters_within_one_dark_box_are_all_shown() -> None:
    white = "<p style='color:#fff'>A</p><p style='color:#fff'>B</p>"
    assert shown(f"<p>{'text ' * 9}</p><div style='background:#123'>{white}</div>").endswith("AB")


def test_only_selectors_that_are_simple_and_match_hide() -> None:
    body = "<div class=a><p class=b hidden>One</p><p class=b>Two</p><p class=b>Three</p></div>"
    assert shown(body, "p.b[hidden] { display: none }") == "TwoThree"
    assert shown(body, "div.c p.b, span.b, a b c d p.b, p.b:first-child { display: none }") == "TwoThree"


def test_only_the_first_style_rules_of_a_page_are_parsed() -> None:
    rules = "".join(f".x{n} {{ display: none }}" for n in range(3_000))
    assert shown("<p class=x1>One</p><p class=x2999>Two</p>", rules) == "Two"
