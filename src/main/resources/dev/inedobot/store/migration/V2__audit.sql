-- The states that an event moved its upgrade from and to; null for one that moved nothing, and in rows of before.
ALTER TABLE upgrade_event ADD COLUMN from_state TEXT;
ALTER TABLE upgrade_event ADD COLUMN to_state TEXT;

-- The hash of the plan as people saw and approved it. Null in rows of before: another version of the bot would compute
-- another hash.
ALTER TABLE upgrade ADD COLUMN plan_hash TEXT;

-- 1 while the old container of an upgrade is kept and is not known to be gone.
ALTER TABLE upgrade ADD COLUMN keeps_old INTEGER NOT NULL DEFAULT 0;
UPDATE upgrade SET keeps_old = 1
  WHERE id IN (SELECT upgrade_id FROM upgrade_event WHERE kind = 'OLD_KEPT')
  AND id NOT IN (SELECT upgrade_id FROM upgrade_event WHERE kind = 'OLD_GONE');
CREATE INDEX upgrade_keeping_old ON upgrade (requested_at) WHERE keeps_old = 1;

CREATE INDEX upgrade_by_instance ON upgrade (instance, requested_at);
CREATE INDEX event_by_time ON upgrade_event (at);

-- Finds the upgrade that made a container, whose id is the text.
CREATE INDEX event_of_creation ON upgrade_event (text) WHERE kind = 'CREATED';

-- The address of the workspace that the messages are in: at most one row.
CREATE TABLE slack_workspace (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  url TEXT    NOT NULL
) STRICT;
