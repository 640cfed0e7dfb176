"""What an operator can watch, in a registry of its own: two bots in one process count apart."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

__all__ = ["CONTENT_TYPE", "Metrics"]

CONTENT_TYPE = CONTENT_TYPE_LATEST
READING_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
LAG_SECONDS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5)


class Metrics:
    """Counters that the services feed, and gauges that are set when somebody looks."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self.ready = Gauge(
            "briefings_ready", "1 where the bot is connected and its database answers undamaged", registry=registry
        )
        self.latency = Gauge(
            "briefings_gateway_latency_seconds", "Discord’s answer to the last heartbeat", registry=registry
        )
        self.slash_commands = Gauge(
            "briefings_slash_commands_sent",
            "1 if Discord has the current slash commands",
            registry=registry,
        )
        self.articles = Gauge("briefings_articles", "Articles of all servers, without removed ones", registry=registry)
        self.deliveries = Gauge("briefings_deliveries", "Posts by where they stand", ["state"], registry=registry)
        self.depth = Gauge(
            "briefings_outbox_depth", "Posts that wait, in channels that are not paused", registry=registry
        )
        self.age = Gauge("briefings_outbox_oldest_seconds", "How long the oldest of them waits", registry=registry)
        self.reading = Histogram(
            "briefings_reading_seconds", "One article in the worker process", buckets=READING_SECONDS, registry=registry
        )
        self.jobs_waiting = Gauge(
            "briefings_reading_waiting", "Articles and pages that wait for a worker process", registry=registry
        )
        self.workers = Gauge("briefings_reading_workers", "Worker processes that run", registry=registry)
        self.lag = Histogram(
            "briefings_loop_lag_seconds",
            "How late the event loop ran what was due",
            buckets=LAG_SECONDS,
            registry=registry,
        )

    def page(self) -> bytes:
        """All of it in Prometheus' text format."""
        return generate_latest(self._registry)
