"""The times of the entries of a live blog, as they are written above or before what happened then."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.text.forms.detection import MIN_TIME_STAMPS, Form, detect_form, time_stamp
from bot.text.forms.lines import read_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.analysis import Sentence

__all__ = ["entry_times"]

_BEGINS_WITH_TIME = re.compile(r"^\W{0,4}(?:\w+ ){0,4}\d{1,2}\W?\w", re.MULTILINE)
_TIME = re.compile(
    r"\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|\d{1,2} ?[a-z]{1,7} ago", re.IGNORECASE
)


def entry_times(text: str, sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """For each sentence the time of its entry, such as "16:10"; "" if it says that itself or is in no live blog.

    ``sentences`` are all those of the text, in order.
    """
    times = [""] * len(sentences)
    if len(_BEGINS_WITH_TIME.findall(text)) < MIN_TIME_STAMPS:
        return tuple(times)  # before the form is told, which takes longer
    lines = read_lines(text, sentences)
    if detect_form(lines) is not Form.LIVE_BLOG:
        return tuple(times)
    time = ""
    for line in lines:
        if time_stamp(line) is not None and (found := _TIME.search(line.text)):
            time = found.group()
        for index in line.sentences:
            times[index] = "" if time in sentences[index].text else time
    return tuple(times)
