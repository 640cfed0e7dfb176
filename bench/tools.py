"""What a tool is to the bench, and how an article of a corpus is given to one."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.models.analysis import Document
from bot.text.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scoring import Row

    from bot.models.analysis import Sentence

Answer: TypeAlias = "Callable[[Row], Any]"
"""What a loaded tool makes of an article."""


@dataclass(frozen=True)
class Tool:
    """A tool and its task: "summaries" (answers: sentences, their documents, the order), "phrases", "actors", "topics".

    ``load`` imports it and gives a function of an article.
    """

    name: str
    what: str
    package: str
    load: Callable[[], Answer]

    @property
    def installed(self) -> bool:
        """Whether its package can be imported."""
        return find_spec(self.package) is not None


def documents_of(row: Row) -> list[Document]:
    """The documents of an article, with titles where it has them."""
    texts = row.get("docs") or [row["text"]]
    titles = [*(row.get("titles") or [row.get("title")]), *[""] * len(texts)]
    return [Document(title or "", text) for title, text in zip(titles, texts, strict=False)]


def sentences_of(documents: Iterable[Document]) -> list[Sentence]:
    """Our sentences of all documents."""
    return [s for index, document in enumerate(documents) for s in split_sentences(document.text, index)]


def joined(row: Row) -> tuple[str, str]:
    """The first title, and all texts as one."""
    documents = documents_of(row)
    return documents[0].title, "\n\n".join(d.text for d in documents)


def best_first(scores: Iterable[float]) -> list[int]:
    """Indices by falling score, the earlier of equals first."""
    scores = list(scores)
    return sorted(range(len(scores)), key=lambda i: -scores[i])
