"""The command line: arguments come in, lines on standard output and an exit code go out.

``app`` collects the commands; each has a file of its own and imports what it needs when it runs, so that ``--help`` is
quick. ``endings`` turns errors into one line and an exit code.
"""
