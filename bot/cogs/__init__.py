"""The commands, and the events that the bot listens to.

In comes a message, an interaction or another event. ``rate_limit`` counts it, ``arguments`` and ``converters`` parse
it, the method of a cog calls a service and renders the result with a page of ``ui``, and ``sending`` sends that. The
words about each command are in ``descriptions``; errors end in ``error_handler``.
"""
