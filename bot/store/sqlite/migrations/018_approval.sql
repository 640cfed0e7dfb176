-- A server's approval channel is a subscription that has hours after which what waits there lapses. asks_editors tells
-- whether what the server's own editors add waits too.
ALTER TABLE subscription ADD COLUMN lapse_hours INTEGER;

ALTER TABLE subscription ADD COLUMN asks_editors INTEGER NOT NULL DEFAULT 0;

CREATE UNIQUE INDEX subscription_approval ON subscription (guild_id) WHERE lapse_hours IS NOT NULL;

-- The articles that need approval, each by the delivery of its card. Those to the readers' channels are made when it is
-- approved.
CREATE TABLE approval (
    delivery_id INTEGER PRIMARY KEY REFERENCES delivery (id) ON DELETE CASCADE,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'approved', 'dropped', 'lapsed')),
    lapses_at INTEGER NOT NULL,
    decided_at INTEGER,
    decided_by INTEGER -- NULL if it lapsed
) STRICT;

CREATE INDEX approval_waiting ON approval (lapses_at) WHERE state = 'waiting';
