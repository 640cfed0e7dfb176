"""What a comparison of two actors reads."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.store.protocols.comparisons import ComparisonStore
from bot.store.sqlite import analysis_rows, rows
from bot.store.sqlite.base import SqliteTables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.models.actors import TellingText

__all__ = ["SqliteComparisons"]

TELLING = f"""
    SELECT {rows.ARTICLE_HEADER_COLUMNS}, a.text, n.sentences, json_group_array(json(p.mentions)) AS named,
    json_group_array(json(p.salient)) AS salient
    FROM json_each(:articles) i CROSS JOIN appearance p INDEXED BY appearance_company
    ON p.article_id = i.value AND p.actor_id IN (SELECT value FROM json_each(:actors))
    JOIN article a ON a.id = p.article_id JOIN analysis n ON n.article_id = a.id
    WHERE {rows.VISIBLE} GROUP BY a.id
"""


class SqliteComparisons(SqliteTables, ComparisonStore):
    """Reads for comparisons in SQLite."""

    async def telling_texts(
        self, scope: int, actor_ids: Sequence[int], article_ids: Sequence[int]
    ) -> dict[int, TellingText]:
        given = {"actors": rows.dump(list(actor_ids)), "articles": rows.dump(list(article_ids))}
        found = await self._db.read(TELLING, {**rows.visible_to(scope), **given})
        # In a thread: each row holds the offsets of a whole article, which would block the event loop.
        texts = await asyncio.to_thread(lambda: [analysis_rows.telling_text(row) for row in found])
        return {text.article.id: text for text in texts}
