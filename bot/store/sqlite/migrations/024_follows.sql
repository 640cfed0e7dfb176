-- What a person follows in a server is sent by a subscription of its own: user_id is the person, and channel_id that of
-- their direct messages, or a thread in which they are mentioned. Several people may share a thread, which may also get
-- every article: so a channel is unique among the subscriptions of nobody, and for each person.
CREATE TABLE subscription_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused')),
    reason TEXT,
    created_at INTEGER NOT NULL,
    created_by INTEGER,
    role_id INTEGER,
    publish INTEGER NOT NULL DEFAULT 0,
    channel_deleted INTEGER NOT NULL DEFAULT 0,
    unsubscribed INTEGER NOT NULL DEFAULT 0,
    filter TEXT,
    posts_a_day INTEGER,
    quiet_hours TEXT,
    style TEXT NOT NULL DEFAULT 'full' CHECK (style IN ('full', 'compact')),
    picture INTEGER NOT NULL DEFAULT 0,
    again_hours INTEGER,
    again_if_new INTEGER NOT NULL DEFAULT 0,
    lapse_hours INTEGER,
    asks_editors INTEGER NOT NULL DEFAULT 0,
    digest TEXT,
    user_id INTEGER,
    asked_in INTEGER, -- the channel in which the person last asked; NULL: direct messages
    tell_at INTEGER, -- when the person is to be told, there, that direct messages do not reach them; NULL: not
    told INTEGER NOT NULL DEFAULT 0 -- 1 if an attempt to tell them may have made the message
) STRICT;

INSERT INTO subscription_new (
    id, guild_id, channel_id, state, reason, created_at, created_by, role_id, publish, channel_deleted, unsubscribed,
    filter, posts_a_day, quiet_hours, style, picture, again_hours, again_if_new, lapse_hours, asks_editors, digest
)
SELECT
    id, guild_id, channel_id, state, reason, created_at, created_by, role_id, publish, channel_deleted, unsubscribed,
    filter, posts_a_day, quiet_hours, style, picture, again_hours, again_if_new, lapse_hours, asks_editors, digest
FROM subscription;

DROP TABLE subscription;

ALTER TABLE subscription_new RENAME TO subscription;

CREATE UNIQUE INDEX subscription_channel ON subscription (guild_id, channel_id) WHERE user_id IS NULL;

CREATE UNIQUE INDEX subscription_reader ON subscription (user_id, guild_id, channel_id) WHERE user_id IS NOT NULL;

CREATE INDEX subscription_guild ON subscription (guild_id);

CREATE INDEX subscription_tell ON subscription (tell_at) WHERE tell_at IS NOT NULL;

CREATE INDEX subscription_filtered ON subscription (guild_id) WHERE filter IS NOT NULL;

CREATE UNIQUE INDEX subscription_approval ON subscription (guild_id) WHERE lapse_hours IS NOT NULL;

-- One thing that a person follows: a filter, as that of a channel.
CREATE TABLE follow (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: it is in the buttons of messages
    subscription_id INTEGER NOT NULL REFERENCES subscription (id) ON DELETE CASCADE,
    filter TEXT NOT NULL,
    UNIQUE (subscription_id, filter)
) STRICT;

-- What of it a person follows: the ids (JSON).
ALTER TABLE delivery ADD COLUMN follows TEXT;
