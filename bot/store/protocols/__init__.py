"""The protocols of a library database, one for each subject; ``bot.store.protocols.store.Store`` joins them.

In and out: values of ``bot.models``; never SQL, driver types or rows.
"""
