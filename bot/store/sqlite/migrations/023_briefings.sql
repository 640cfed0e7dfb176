-- When a briefing of what is new was last asked for in a channel, of a server or of direct messages (guild_id 0).
CREATE TABLE briefing_asked (
    channel_id INTEGER PRIMARY KEY,
    guild_id INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    newest_article INTEGER NOT NULL -- the highest id of an article then: what is new has a higher one
) STRICT;

CREATE INDEX briefing_asked_by_guild ON briefing_asked (guild_id);
