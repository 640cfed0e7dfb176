"""Prometheus metrics for operators, in a registry of their own, so that two bots in one process count separately."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

__all__ = ["CONTENT_TYPE", "Metrics"]

CONTENT_TYPE = CONTENT_TYPE_LATEST
ANALYSIS_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
LAG_SECONDS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5)


class Metrics:
    """Histograms that are fed while the bot works, and gauges that are set when ``/metrics`` is read."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self.ready = Gauge(
            "briefings_ready", "1 if the bot is connected and its database answers and is undamaged", registry=registry
        )
        self.latency = Gauge(
            "briefings_gateway_latency_seconds", "Time until Discord answered the last heartbeat", registry=registry
        )
        self.slash_commands = Gauge(
            "briefings_slash_commands_sent", "1 if Discord has the current slash commands", registry=registry
        )
        self.articles = Gauge("briefings_articles", "Articles of all servers, without removed ones", registry=registry)
        self.deliveries = Gauge("briefings_deliveries", "Posts by state", ["state"], registry=registry)
        self.depth = Gauge(
            "briefings_outbox_depth", "Posts that wait, in channels that are not paused", registry=registry
        )
        self.age = Gauge(
            "briefings_outbox_oldest_seconds", "How long the oldest of these posts has waited", registry=registry
        )
        self.analysis = Histogram(
            "briefings_analysis_seconds", "Analysis of one article", buckets=ANALYSIS_SECONDS, registry=registry
        )
        self.jobs_waiting = Gauge(
            "briefings_analysis_waiting", "Articles and pages that wait for a worker process", registry=registry
        )
        self.workers = Gauge("briefings_analysis_workers", "Worker processes that run", registry=registry)
        self.feeds = Gauge("briefings_feeds", "Feeds by state", ["state"], registry=registry)
        self.feed_reads = Counter(
            "briefings_feed_reads", "Attempts to read a feed, by how they ended", ["outcome"], registry=registry
        )
        self.feed_items = Counter(
            "briefings_feed_items",
            "Items of feeds that were taken up, by what became of them",
            ["outcome"],
            registry=registry,
        )
        self.feed_items_waiting = Gauge(
            "briefings_feed_items_waiting", "Items of feeds that wait to become articles", registry=registry
        )
        self.lag = Histogram(
            "briefings_loop_lag_seconds", "Delay of a due event-loop callback", buckets=LAG_SECONDS, registry=registry
        )

    def page(self) -> bytes:
        """All metrics in Prometheus' text format."""
        return generate_latest(self._registry)
