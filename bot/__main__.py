"""The entry of the command line: ``python -m bot``, and the installed program."""

from bot.interrupts import end_on_interrupt
from bot.numpy_threads import multiply_in_one_thread

__all__ = ["main"]


def main() -> None:
    """Runs the command that the process was started with."""
    end_on_interrupt()  # before the slow imports
    multiply_in_one_thread()
    from bot.cli.app import main as run

    run()


if __name__ == "__main__":
    main()
