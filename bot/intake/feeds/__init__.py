"""Feeds in, items out."""
