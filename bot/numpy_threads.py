"""Keeps numpy's library for matrix products to one thread."""

from __future__ import annotations

import os

__all__ = ["multiply_in_one_thread"]


def multiply_in_one_thread() -> None:
    """To be called before numpy is imported, for this process and those that it starts; a set variable stays.

    The threads wait busily for each other, which doubles the CPU time of an article.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
