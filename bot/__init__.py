"""A Discord bot that keeps a library of news articles and answers from it, with sources."""

__version__ = "0.1.0"
