"""Lists of articles in which those that tell the same story are one entry."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.models.stories import ListedStory
from bot.store.protocols.story_lists import StoryListStore
from bot.store.sqlite import rows
from bot.store.sqlite.base import SqliteTables
from bot.store.sqlite.connection import fetch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.models.articles import ArticleHeader
    from bot.store.sqlite.connection import Rows, Transaction

__all__ = ["SqliteStoryLists"]

MAX_OTHERS = 10
"""Articles of a story that a list has beside the newest one, the latest."""
LISTED = f"{rows.VISIBLE} AND {rows.IN_PERIOD}"
OF_THEME = f"{LISTED} AND EXISTS (SELECT 1 FROM theme t WHERE t.label = :theme AND t.article_id = a.id)"
"""True for the rows of ``article AS a`` that are in a list of all articles or of those on a theme."""
ALL = [
    f"SELECT a.id, a.date FROM article a WHERE a.scope = {scope} AND a.removed_at IS NULL AND {rows.IN_PERIOD}"
    for scope in (":shared", ":scope")
]
"""Of these SQLite reads each from the index in order, and stops at the limit; of one with ``IN``, all rows."""
THEME = [f"SELECT a.id, a.date FROM theme t JOIN article a ON a.id = t.article_id WHERE t.label = :theme AND {LISTED}"]
NEWEST_OF_STORY = """
    SELECT date, id FROM ({articles}) one WHERE NOT EXISTS (
        SELECT 1 FROM story_member own INDEXED BY story_of_article
        CROSS JOIN story_member m ON m.story_id = own.story_id
        CROSS JOIN article a ON a.id = m.article_id AND (a.date, a.id) > (one.date, one.id)
        WHERE own.article_id = one.id AND {listed}
    )
"""
"""CROSS JOIN keeps the order of the tables: SQLite would begin with all articles."""
OTHERS = f"""
    SELECT * FROM (
        SELECT own.article_id AS newest, {rows.ARTICLE_HEADER_COLUMNS},
        row_number() OVER (PARTITION BY own.article_id ORDER BY a.date DESC, a.id DESC) AS place,
        count(*) OVER (PARTITION BY own.article_id) AS others
        FROM story_member own JOIN story_member m ON m.story_id = own.story_id AND m.article_id <> own.article_id
        JOIN article a ON a.id = m.article_id
        WHERE own.article_id IN (SELECT value FROM json_each(:page)) AND {{listed}}
    ) WHERE place <= {MAX_OTHERS} ORDER BY place DESC
"""
COUNT = """
    SELECT count(DISTINCT coalesce(m.story_id, -a.id)) AS stories FROM article a
    LEFT JOIN story_member m INDEXED BY story_of_article ON m.article_id = a.id WHERE {listed}
"""


class SqliteStoryLists(SqliteTables, StoryListStore):
    """Lists articles by their stories in SQLite."""

    async def listed_stories(
        self,
        scope: int,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        theme: str | None = None,
        limit: int,
        offset: int = 0,
    ) -> tuple[int, list[ListedStory]]:
        listed = LISTED if theme is None else OF_THEME
        newest = " UNION ".join(
            NEWEST_OF_STORY.format(articles=articles, listed=listed) for articles in (ALL if theme is None else THEME)
        )
        given = {**rows.visible_to(scope), **rows.period(since, until), "theme": theme}

        async def work(tx: Transaction) -> tuple[int, Rows, Rows]:
            counted = await fetch(tx, COUNT.format(listed=listed), given)
            page = await fetch(
                tx,
                f"WITH page AS ({newest} ORDER BY date DESC, id DESC LIMIT :limit OFFSET :offset) "
                f"SELECT {rows.ARTICLE_HEADER_COLUMNS} FROM page JOIN article a ON a.id = page.id "
                "ORDER BY a.date DESC, a.id DESC",
                {**given, "limit": limit, "offset": offset},
            )
            ids = rows.dump([row["id"] for row in page])
            return counted[0]["stories"], page, await fetch(tx, OTHERS.format(listed=listed), {**given, "page": ids})

        total, page, others = await self._db.snapshot(work)
        return total, _stories(page, others)


def _stories(page: Rows, others: Rows) -> list[ListedStory]:
    beside: defaultdict[int, list[ArticleHeader]] = defaultdict(list)
    counts: dict[int, int] = {}
    for row in others:
        beside[row["newest"]].append(rows.article_header(row))
        counts[row["newest"]] = 1 + row["others"]
    newest: Sequence[ArticleHeader] = [rows.article_header(row) for row in page]
    return [ListedStory(one, tuple(beside[one.id]), counts.get(one.id, 1)) for one in newest]
