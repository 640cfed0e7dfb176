"""A Discord bot that keeps a library of news briefings and answers from it, with sources."""

__version__ = "0.1.0"
