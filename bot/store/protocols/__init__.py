"""What a library database can do, one protocol for each subject; ``bot.store.protocol.Store`` joins them.

Comes in and goes out: values of ``bot.models``. No SQL, no driver type and no row passes this line.
"""
