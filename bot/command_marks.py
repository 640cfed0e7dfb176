"""Marks commands in sentences that are written where nobody knows how the reader types them.

Each server has its own prefix, and some people type slash commands: whoever shows the sentence writes the prefix.
"""

from __future__ import annotations

__all__ = ["SLASH", "command", "write_commands"]

SLASH = "/"
"""Stands before a command if nobody knows what the reader types: Discord knows slash commands in every server."""
_MARK = "\ufdd0"  # a code point that Unicode leaves to programs: it is in nobody's text


def command(typed: str) -> str:
    """A command, as it is typed after the prefix ("restore 8"), to be put into a sentence."""
    return f"{_MARK}{typed}"


def write_commands(sentence: str, prefix: str) -> str:
    """The sentence with a prefix before each of its commands.

    >>> write_commands(f"It was removed: {command('restore 8')} brings it back.", "!")
    'It was removed: !restore 8 brings it back.'
    """
    return sentence.replace(_MARK, prefix)
