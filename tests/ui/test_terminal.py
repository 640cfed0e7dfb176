"""Messages as plain text."""

from bot.ui.terminal import markdown_to_text


def test_small_print_is_shown_without_its_sign() -> None:
    assert markdown_to_text("**#2** added\n-# feed read · story") == "#2 added\nfeed read · story"
    assert markdown_to_text("a -# b") == "a -# b"
