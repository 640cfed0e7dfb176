"""Wires the bot together and runs it until it is stopped: settings come in, an exit code goes out.

``process`` opens the resources (``app``) and serves the health pages (``http_server``). ``connection`` connects the
``client`` by the ``gateway`` and starts the background tasks (``background``: delivery, ``slash_commands``,
``heartbeat``).
"""
