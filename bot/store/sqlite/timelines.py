"""What a timeline reads beside what a briefing reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.models.analysis import TITLE_DOC, ActorKind
from bot.models.briefing import ReadArticle
from bot.store.protocols.timelines import TimelineStore
from bot.store.sqlite import rows
from bot.store.sqlite.actors import ACTOR_COLUMNS
from bot.store.sqlite.base import SqliteTables
from bot.store.sqlite.briefings import TEXTS, read_articles
from bot.store.sqlite.connection import fetch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.actors import StoredActor
    from bot.store.sqlite.connection import Rows, Transaction

__all__ = ["SqliteTimelines"]

NAMING = """
    json_each(:ids) i CROSS JOIN appearance p
    ON p.article_id = i.value AND p.actor_id IN (SELECT value FROM json_each(:actors))
"""
TELLING = f"""
    SELECT b.key AS place, b.value AS sentence, n.article_id, json_array_length(n.sentences) AS total,
    json_extract(n.sentences, '$[' || b.value || '][0]') AS at,
    json_extract(n.sentences, '$[' || b.value || '][1]') AS ends
    FROM {NAMING} CROSS JOIN analysis n ON n.article_id = p.article_id, json_each(p.salient) b WHERE b.key < :sentences
"""
HEADLINES = f"""
    SELECT {rows.ARTICLE_HEADER_COLUMNS} FROM {NAMING} CROSS JOIN article a ON a.id = p.article_id
    WHERE instr(p.mentions, '[{TITLE_DOC},')
"""
MAIN_ACTORS = f"""
    SELECT p.article_id, {ACTOR_COLUMNS} FROM json_each(:ids) i CROSS JOIN appearance p ON p.article_id = i.value
    JOIN actor k ON k.id = p.actor_id WHERE p.is_main AND k.kind <> :place ORDER BY p.article_id, p.position
"""


class SqliteTimelines(SqliteTables, TimelineStore):
    """Reads for timelines in SQLite."""

    async def telling_articles(
        self, actor_ids: Sequence[int], article_ids: Sequence[int], *, sentences: int
    ) -> dict[int, ReadArticle]:
        given = {"ids": rows.dump(list(article_ids)), "actors": rows.dump(list(actor_ids)), "sentences": sentences}

        async def work(tx: Transaction) -> tuple[Rows, Rows]:
            return await fetch(tx, TEXTS.format(sentences=TELLING), given), await fetch(tx, HEADLINES, given)

        texts, titled = await self._db.snapshot(work)
        headers = [rows.article_header(row) for row in titled]
        return {article.id: ReadArticle(article, (), (), 0) for article in headers} | read_articles(texts)

    async def main_actors_of(self, article_ids: Sequence[int]) -> list[tuple[int, StoredActor]]:
        found = await self._db.read(MAIN_ACTORS, {"ids": rows.dump(list(article_ids)), "place": ActorKind.PLACE})
        return [(row["article_id"], rows.stored_actor(row)) for row in found]
