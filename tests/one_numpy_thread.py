"""Keeps numpy to one thread in the tests, as the bot's workers do: importing this comes before importing numpy.

The threads wait busily for each other. Beside other test processes, an analysis took twelve times as much CPU.
"""

from __future__ import annotations

import sys

from bot.numpy_threads import multiply_in_one_thread

assert "numpy" not in sys.modules, "too late: numpy has its threads"
multiply_in_one_thread()
