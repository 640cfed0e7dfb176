"""The demo: the bot over a simulated Discord, in the browser or for one question in the terminal.

Settings come in, a running simulation goes out. ``server`` builds the simulated server with its channels and people,
``page`` shows it in the browser with the help of ``preview_patches`` and ``page_input``, ``typed_input`` turns typed
text into what a Discord client would send, and ``ask`` types one message and returns the replies.
"""
