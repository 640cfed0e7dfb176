-- Servers that the bot is no longer in, since when: their data goes after a while, unless it is asked in again.
CREATE TABLE left_guild (
    guild_id INTEGER PRIMARY KEY,
    left_at INTEGER NOT NULL
) STRICT;
