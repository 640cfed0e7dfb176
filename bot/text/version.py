"""The analyzer's version, in its own module so that comparing versions does not import spaCy."""

__all__ = ["ANALYZER_VERSION"]

ANALYZER_VERSION = 15
"""Raised whenever the analysis of an unchanged text may differ: stored articles are then analysed again."""
