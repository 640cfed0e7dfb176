"""What the reading of a server changes in the order of its briefing, on days by chance.

    python bench/reading.py [--days 1000]

A day has 60 stories, most of them of one outlet, some of up to eight, of twelve themes or none; their articles come in
an order by chance. One theme is the only one that is read, as much as one can be. Printed is, without and with its
reading: how many of the first page's stories are of that theme, and its mean place; and how many of the stories of at
least four outlets stand among the leads and on the first page, which reading must not change. No news of a server
whose readers are known is at hand, so this shows how much the rule moves, not whether readers want it.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from datetime import UTC, datetime
from statistics import fmean

from roles import share

from bot.models.articles import ArticleHeader
from bot.models.briefing import BriefedArticle
from bot.services.briefings import LEADS, PAGE_SIZE
from bot.stories.briefing import in_order

SEED = 5
STORIES = 60
OUTLETS = {1: 60, 2: 20, 3: 10, 4: 4, 5: 3, 6: 2, 8: 1}
"""How many of a hundred stories so many outlets tell."""
MANY = 4
THEMES = 12
READ = "theme 0"
MOST = 0.99
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def a_day(draw: random.Random) -> list[BriefedArticle]:
    """The articles of a day in an order by chance."""
    told = []
    for story in range(STORIES):
        theme = f"theme {draw.randrange(THEMES)}" if draw.random() < 0.85 else None
        (outlets,) = draw.choices(list(OUTLETS), list(OUTLETS.values()))
        told += [(story, theme, f"outlet {outlet}") for outlet in range(outlets)]
    draw.shuffle(told)
    return [
        BriefedArticle(ArticleHeader(number, number, 0, "A title", outlet, None, NOW), story, theme)
        for number, (story, theme, outlet) in enumerate(told, 1)
    ]


def main(days: int) -> None:
    """Prints what is said above."""
    draw = random.Random(SEED)
    places: dict[bool, list[int]] = {False: [], True: []}
    page: dict[bool, list[int]] = {False: [], True: []}
    many = 0
    leads, shown = Counter[bool](), Counter[bool]()
    for _ in range(days):
        articles = a_day(draw)
        interest = {one.article.id: MOST for one in articles if one.theme == READ}
        for is_read in (False, True):
            ordered = in_order(articles, interest if is_read else None)
            of_theme = [place for place, story in enumerate(ordered, 1) if story[0].theme == READ]
            places[is_read] += of_theme
            page[is_read].append(sum(place <= PAGE_SIZE for place in of_theme))
            told_by_many = [place for place, story in enumerate(ordered, 1) if len(story) >= MANY]
            leads[is_read] += sum(place <= LEADS for place in told_by_many)
            shown[is_read] += sum(place <= PAGE_SIZE for place in told_by_many)
        many += len(told_by_many)
    for is_read, label in ((False, "without reading"), (True, "with reading")):
        print(
            f"{label}: {fmean(page[is_read]):.2f} stories of the theme on the first page (most: {max(page[is_read])})"
        )
        print(f"    mean place {fmean(places[is_read]):.1f} of {STORIES}")
        for counted, where in ((leads, "leads"), (shown, "stories of the first page")):
            print(f"    of stories of {MANY} outlets or more among the {where}: {share(counted[is_read], many)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=1_000)
    main(parser.parse_args().days)
