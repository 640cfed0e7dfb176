"""What a library database can do. No SQL, no driver type and no row passes this line.

``scope`` is the server of whoever asks (``SHARED`` in a direct message): it sees the shared articles and its own,
never another server's. Every write is one transaction. All methods raise ``StorageError`` where the database fails.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from bot.models.actors import AliasRule, Appearance, ArticleActor, StoredActor, ThemeCount
    from bot.models.analysis import Analysis, Digest
    from bot.models.articles import Article, ArticleHeader, Draft, SearchHit
    from bot.models.delivery import Delivery, FollowUp, FollowUpState, LibraryStats
    from bot.models.guilds import GuildSettings, Subscription

__all__ = ["MAX_SEARCH_HITS", "Store"]

MAX_SEARCH_HITS = 300
"""Newest hits among which a search ranks: a common word in a large library stays cheap."""


class Store(Protocol):
    """The library, the servers' settings and the outbox."""

    async def close(self) -> None:
        """Finishes the write under way and closes every connection; safe to call twice."""

    async def renew_lease(self) -> None:
        """A sign of life, for a store that was opened exclusively; nothing for any other.

        Raises DatabaseInUse where another process has taken over; then every write raises it too.
        """

    async def confirm_lease(self) -> None:
        """Raises DatabaseInUse where the lease is lost; it looks only where it was not renewed for a while."""

    async def installation_id(self) -> str:
        """A random name of 8 characters [0-9a-z], given to this database when it was made."""
        ...

    async def get_value(self, key: str) -> str | None:
        """A small fact kept under a key (such as the hash of the commands last sent to Discord)."""
        ...

    async def set_value(self, key: str, value: str) -> None:
        """Keeps it."""

    # ------------------------------------------------------------ articles

    async def add_article(
        self,
        scope: int,
        draft: Draft,
        analysis: Analysis,
        *,
        now: datetime,
        added_by: int | None = None,
        seed: str | None = None,
        posted: bool = True,
    ) -> Article:
        """Adds an article with its analysis, its search row and an outbox row for each subscription in scope.

        A paused subscription keeps its row until it is active again.
        It gets the next number free in every view that sees it: one more than the highest among its scope and the
        shared articles, or among all scopes where it is shared itself. Numbers are never given twice.
        ``seed`` is the name of the seed file it comes from. Without ``posted`` no channel gets it.

        Raises DuplicateArticle where its scope, or the shared articles, hold the same content hash, removed or not, or
        a removed article with the same link; KnownLink where one that is there has the same link and another text.
        """
        ...

    # What changes an article names the view of whoever asks (None: the bot itself) and the version that the change was
    # made from: NotFound is raised where the view does not see it, EditConflict where that is not its version any more.

    async def replace_article(
        self,
        article_id: int,
        draft: Draft,
        analysis: Analysis,
        *,
        now: datetime,
        edited_by: int | None = None,
        scope: int | None = None,
        version: int | None = None,
    ) -> Article:
        """Gives an article a new text under its old number; what it was is kept for ``undo_edit``. Nothing is posted.

        Raises NotFound, EditConflict, or DuplicateArticle or KnownLink where another article has this content or the
        new link already.
        """
        ...

    async def undo_edit(
        self,
        article_id: int,
        *,
        now: datetime,
        by: int | None,
        scope: int | None = None,
        version: int | None = None,
    ) -> Article:
        """Makes the article what it was before its last edit, analysis included. Raises NotFound if it had none."""
        ...

    async def remove_article(
        self,
        article_id: int,
        *,
        now: datetime,
        by: int | None,
        scope: int | None = None,
        version: int | None = None,
    ) -> None:
        """Takes an article out of every answer; its number and text stay. Pending posts of it are skipped."""

    async def restore_article(
        self, article_id: int, *, now: datetime, by: int | None, scope: int | None = None
    ) -> None:
        """Brings a removed article back. Nothing is posted."""

    async def article(self, scope: int, number: int, *, removed: bool = False) -> Article | None:
        """The article with this number in this view; a removed one only where ``removed`` is set."""
        ...

    async def article_by_id(self, scope: int, article_id: int, *, removed: bool = False) -> Article | None:
        """The same by id, for buttons and posts."""
        ...

    async def article_by_seed(self, seed: str) -> Article | None:
        """The article that came from this seed file, removed or not."""
        ...

    async def article_by_link(self, scope: int, link: str) -> Article | None:
        """The article with this link (``bot.intake.urls.link_key``), a removed one where there is no other."""
        ...

    async def articles(self, scope: int, *, limit: int, offset: int = 0) -> list[ArticleHeader]:
        """The newest added first."""
        ...

    async def removed_articles(self, scope: int, *, limit: int, offset: int = 0) -> list[ArticleHeader]:
        """What ``restore_article`` can bring back, the last removed first."""
        ...

    async def count_removed(self, scope: int) -> int:
        """How many there are."""
        ...

    async def count_articles(self, scope: int, *, since: datetime | None = None, until: datetime | None = None) -> int:
        """How many articles this view sees; dated ``since`` then and before ``until``, where these are given."""
        ...

    async def last_changed_article(self, scope: int) -> Article | None:
        """Of this view's own articles the one that was removed or edited last, as long as that was not undone."""
        ...

    async def articles_by_title(self, scope: int, words: Sequence[str], *, limit: int) -> list[ArticleHeader]:
        """Articles whose title holds every word (each may be the beginning of one), newest first."""
        ...

    async def search(
        self, scope: int, terms: Sequence[str], *, limit: int, offset: int = 0, match_last_as_prefix: bool = True
    ) -> tuple[int, list[SearchHit]]:
        """Full text, by bm25 among the newest ``MAX_SEARCH_HITS`` articles that hold all terms; how many, and a page.

        A term is a word, or several in that order. ``match_last_as_prefix``: the last word may be the beginning of one.
        """
        ...

    async def full_text(self, scope: int, article_id: int) -> tuple[Article, tuple[int, ...]] | None:
        """An article with the offsets at which the pages of its text begin; none where they were not found yet."""
        ...

    async def set_page_offsets(self, article: Article, pages: Sequence[int]) -> None:
        """Stores these offsets, unless the article's text changed meanwhile."""

    async def article_actors(self, article_id: int, *, limit: int, offset: int = 0) -> tuple[int, list[ArticleActor]]:
        """How many actors an article names, and a page of them: people first, by importance within each kind."""
        ...

    async def analysis(self, article_id: int) -> Analysis | None:
        """What the reading of this article found."""
        ...

    async def digest(self, article_id: int, *, sentences: int, actors: int) -> Digest | None:
        """Of what was found, the so many best sentences, and so many persons and so many other actors."""
        ...

    async def stale_articles(self, version: int, *, limit: int) -> list[Article]:
        """Articles whose analysis is older than ``version``, newest first; removed ones too, set aside ones not."""
        ...

    async def count_stale_articles(self, version: int) -> int:
        """How many there are."""
        ...

    async def mark_unanalysable(self, article_id: int, version: int, reason: str, *, now: datetime) -> None:
        """Notes that the analyzer of this version fails on an article, which keeps its older reading."""

    async def replace_analysis(self, article_id: int, content_hash: str, analysis: Analysis) -> bool:
        """Stores a new reading of an unchanged article; False (and nothing done) where its text changed meanwhile."""
        ...

    # ------------------------------------------------------------ actors and themes

    async def actors_by_name(self, scope: int, key: str) -> list[StoredActor]:
        """Actors with this folded name or alias in an article that the view sees, most articles first."""
        ...

    async def actors_with_prefix(self, scope: int, prefix: str, *, limit: int) -> list[StoredActor]:
        """Actors one of whose folded names has a word that starts so, most articles first."""
        ...

    async def most_frequent_actors(self, scope: int, *, limit: int) -> list[StoredActor]:
        """The actors with the most articles, to compare a misspelt name with."""
        ...

    async def actors_with_role(self, scope: int, words: str, *, limit: int) -> list[StoredActor]:
        """Actors whom articles give a role that holds these words in this order, the newest article first.

        It reads every role: for questions that nothing else answers.
        """
        ...

    async def actors_by_id(self, scope: int, ids: Sequence[int]) -> list[StoredActor]:
        """These actors, as far as the view sees them."""
        ...

    async def appearances(self, scope: int, actor_ids: Sequence[int], *, limit: int) -> list[Appearance]:
        """Where these actors appear, the newest article (by its date) first."""
        ...

    async def mention_counts(
        self, scope: int, actor_ids: Sequence[int], *, since: datetime | None = None, until: datetime | None = None
    ) -> tuple[int, int]:
        """In how many different articles these actors are named, and how often in all; times as in ``actor_counts``."""
        ...

    async def co_mentioned(self, scope: int, actor_ids: Sequence[int], *, limit: int) -> list[tuple[StoredActor, int]]:
        """Who appears in the same articles, with in how many of them, most first."""
        ...

    async def actor_counts(
        self, scope: int, since: datetime | None, *, until: datetime | None = None, limit: int
    ) -> list[tuple[StoredActor, int, int]]:
        """Actors of the articles dated since then (None: all), with articles and mentions, most articles first.

        ``until`` leaves out what is dated then or later.
        """
        ...

    async def theme_counts(
        self, scope: int, since: datetime | None, *, until: datetime | None = None
    ) -> list[ThemeCount]:
        """Themes of the articles dated since then (None: all) and before ``until``, most articles first."""
        ...

    async def theme_articles(self, scope: int, label: str, *, limit: int, offset: int = 0) -> list[ArticleHeader]:
        """The articles under a theme (label compared without case), newest first."""
        ...

    async def alias_rules(self, scope: int) -> list[AliasRule]:
        """What editors decided about names, the newest first; a server's own decision hides the shared one."""
        ...

    async def set_alias_rule(self, rule: AliasRule) -> None:
        """Decides about a name, in place of what was decided about it before; logged with who did it."""

    async def remove_alias_rule(self, scope: int, key: str, *, now: datetime, by: int | None) -> AliasRule | None:
        """Takes a decision back, logged; what it was, or None where there was none."""
        ...

    # ------------------------------------------------------------ servers

    async def guild_settings(self, guild_id: int) -> GuildSettings:
        """What a server set; all defaults where it set nothing."""
        ...

    async def save_guild_settings(self, settings: GuildSettings) -> None:
        """Stores all of a server's settings."""

    async def subscribe(self, guild_id: int, channel_id: int, *, now: datetime, by: int | None) -> Subscription:
        """New articles go to this channel from now on; one that was paused is active again. Idempotent."""
        ...

    async def unsubscribe(self, guild_id: int, channel_id: int) -> bool:
        """Stops it and drops what still waits to be posted; False where nothing was posted there.

        What was posted before, or may have been by a try under way or unconfirmed, still follows its articles.
        """
        ...

    async def subscriptions(self, guild_id: int) -> list[Subscription]:
        """A server's subscriptions, the oldest first."""
        ...

    async def pause_subscription(self, subscription_id: int, reason: str, *, channel_deleted: bool = False) -> bool:
        """Pauses it with its reason; False where it was paused already. What waits stays waiting.

        With ``channel_deleted`` the channel was deleted, which is also noted of a paused one: nothing new waits for it.
        """
        ...

    async def guilds_with_data(self) -> set[int]:
        """Every server that has articles, settings, subscriptions, decisions or log entries of its own."""
        ...

    async def mark_guilds_left(self, guild_ids: Sequence[int], *, now: datetime) -> list[int]:
        """Notes that the bot is in these servers no longer; those of them of which that was not known."""
        ...

    async def unmark_guilds_left(self, guild_ids: Sequence[int]) -> list[int]:
        """Takes the note back; those of them that had one. Their data is what it was."""
        ...

    async def guilds_left_before(self, when: datetime) -> list[int]:
        """Servers that were left then or earlier and not joined again."""
        ...

    async def purge_guild(self, guild_id: int, *, left_before: datetime) -> bool:
        """Deletes all that is a server's own, where it was left then or earlier and is still left; else False."""
        ...

    # ------------------------------------------------------------ the people who use the bot

    async def count_user_records(self, user_id: int) -> int:
        """How many entries say that this person added, changed or decided something."""
        ...

    async def erase_user(self, user_id: int) -> int:
        """Takes a person's id out of all of them; how many there were. What they did stays done."""
        ...

    async def set_subscription_options(
        self, guild_id: int, channel_id: int, *, role_id: int | None, publish: bool
    ) -> bool:
        """Which role its posts mention and whether they are published; False where there is no subscription."""
        ...

    async def paused_subscriptions(self) -> list[Subscription]:
        """All paused ones, of every server: what paused them may be over."""
        ...

    async def all_subscriptions(self) -> list[Subscription]:
        """Those of every server whose channel is not known to be deleted."""
        ...

    async def resume_subscription(self, subscription_id: int) -> None:
        """Makes it active again; what waited is due."""

    # ------------------------------------------------------------ outbox

    async def claim_deliveries(
        self,
        *,
        now: datetime,
        lease_seconds: int,
        limit: int,
        per_server: int = ...,
        busy: Collection[int] = ...,
    ) -> list[Delivery]:
        """Claims what is due: for each active subscription its oldest delivery that is not done (head of line).

        Servers take turns. ``busy`` are subscriptions in which the caller still works on a delivery: they get no other
        one, and count towards the ``per_server`` that a server may have at the same time.

        Where a channel has more than five waiting, or had five posts within a minute, those waiting share one post:
        they are claimed together, with the same ``batch``, and stay together when it is tried again.

        A claim ends by itself after ``lease_seconds``: a process that died lets go, and its try counts as unconfirmed.
        Each claim adds one to ``attempts``, and sets ``first_try_at`` where no try before it was unconfirmed.
        """
        ...

    async def release_claims(self, *, now: datetime) -> None:
        """Lets go of what a process that is gone had claimed: for a process that starts, before its first claim.

        Were the other one still there, both would post the same: a post's key makes that one post.
        """

    async def mark_delivery_sent(
        self,
        delivery_id: int,
        message_id: int,
        *,
        now: datetime,
        thread_id: int | None = None,
        recheck_at: datetime | None = None,
    ) -> None:
        """It was posted as this message, in this thread where that is not the channel itself.

        With ``recheck_at`` an earlier try may have made the post: it is edited once more, and looked for copies then.
        """

    async def mark_delivery_skipped(self, delivery_id: int, reason: str) -> None:
        """It will not be posted, and why."""

    async def reschedule_delivery(
        self, delivery_id: int, reason: str, *, at: datetime, unconfirmed: tuple[datetime, datetime] | None = None
    ) -> None:
        """It failed and is tried again at that time; it keeps its place in the channel's line.

        ``unconfirmed``: the post may have been made, by tries of which the first began and the last ended then.
        """

    async def heads_of_line(self, guild_id: int) -> dict[int, Delivery]:
        """For each of a server's subscriptions the oldest delivery that is not done: the others wait for it."""
        ...

    async def claim_follow_ups(
        self,
        *,
        now: datetime,
        lease_seconds: int,
        limit: int,
        per_server: int = ...,
        busy: Collection[int] = ...,
    ) -> list[FollowUp]:
        """What is due to be done with posts that were made, one for each subscription; ``busy`` as for deliveries.

        It is due again after ``lease_seconds`` unless its end is told. An article that is edited, removed or restored
        makes an edit of each of its posts; a post in a subscription with ``publish`` makes a publication.
        ``unconfirmed_at`` of what is returned is that of the tries before.
        """
        ...

    async def finish_follow_up(self, task: FollowUp) -> None:
        """It was done. Where it was asked for again meanwhile, it stays to be done."""

    async def reschedule_follow_up(
        self,
        task: FollowUp,
        state: FollowUpState,
        reason: str | None,
        *,
        at: datetime,
        unconfirmed_at: datetime | None,
    ) -> None:
        """It is due again at that time, or blocked, or impossible. Where it was asked for again, it stays due."""

    async def postpone_follow_ups(self, task: FollowUp, *, at: datetime) -> None:
        """What is to be done of the same kind in the same channel is not due before that time."""

    async def blocked_channels(self) -> list[int]:
        """The channels and threads in which follow-ups wait for access."""
        ...

    async def unblock_follow_ups(self, place: int, *, now: datetime) -> int:
        """Those that wait for access there are due now; how many."""
        ...

    async def follow_ups_of(self, guild_id: int, article_id: int) -> list[FollowUp]:
        """What is still to be done, or never can be, with an article's posts in one server."""
        ...

    async def deliveries_in_batch(self, batch: int) -> list[Delivery]:
        """The deliveries that share a post, in their order."""
        ...

    async def library_stats(self) -> LibraryStats:
        """How much there is and how much waits, over all servers; for whoever watches the bot."""
        ...

    async def deliveries_of(self, guild_id: int, article_id: int) -> list[Delivery]:
        """Where an article was posted, waits or was skipped, in one server."""
        ...
