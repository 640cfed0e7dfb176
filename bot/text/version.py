"""The analyzer's version, apart from it: whoever only compares versions need not load what reads."""

__all__ = ["ANALYZER_VERSION"]

ANALYZER_VERSION = 3
"""Raised whenever the result for an unchanged text may differ: stored articles are then read again."""
