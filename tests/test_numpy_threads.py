"""Numpy multiplies matrices in one thread, in the program and in what it starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

COUNT_THREADS = "import os, numpy; print(len(os.listdir('/proc/self/task')))"


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux lists the threads of a process")
def test_a_program_that_says_so_has_no_thread_but_its_own() -> None:
    code = f"from bot.numpy_threads import multiply_in_one_thread; multiply_in_one_thread(); {COUNT_THREADS}"
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"
