"""The algorithms of the sumy library whose choice can be compared with the bot's own, and the question for one."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import InputError
from bot.models.analysis import Document, Sentence

__all__ = ["SUMMARY_METHODS", "MethodRequest", "find_method"]

SUMMARY_METHODS = {
    "lexrank": "LexRank",
    "textrank": "TextRank",
    "lsa": "LSA",
    "luhn": "Luhn",
    "edmundson": "Edmundson",
    "sumbasic": "SumBasic",
    "reduction": "Reduction",
    "kl": "KL-Sum",
}
"""What is typed for each algorithm, and its name in the literature."""


@dataclass(frozen=True, slots=True)
class MethodRequest:
    """A question for a worker process: in which order ``method`` puts the sentences of an article."""

    method: str
    documents: tuple[Document, ...]
    sentences: tuple[Sentence, ...]
    language: str


def find_method(typed: str) -> str:
    """The key of the method that somebody typed ("Lex-Rank"). Raises InputError, with all of them, if there is none."""
    key = "".join(filter(str.isalnum, typed.casefold()))
    key = "kl" if key == "klsum" else key
    if key not in SUMMARY_METHODS:
        msg = f"The methods to compare with are {', '.join(SUMMARY_METHODS)}: choose one of them."
        raise InputError(msg)
    return key
