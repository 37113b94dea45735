-- Times are milliseconds since 1970 in UTC.
CREATE TABLE upgrade (
  id           TEXT    PRIMARY KEY,
  instance     TEXT    NOT NULL,
  product      TEXT    NOT NULL,
  from_version TEXT    NOT NULL,
  to_version   TEXT    NOT NULL,
  state        TEXT    NOT NULL,
  asker_id     TEXT    NOT NULL,
  asker_name   TEXT    NOT NULL,
  requested_at INTEGER NOT NULL,
  channel      TEXT    NOT NULL,
  plan         TEXT    NOT NULL
) STRICT;

-- The rule that at most one upgrade is active for an instance, kept by the store itself.
CREATE UNIQUE INDEX one_active_upgrade ON upgrade (instance)
  WHERE state IN ('REQUESTED', 'ACKNOWLEDGED', 'SCHEDULED', 'QUEUED', 'RUNNING', 'NEEDS_ATTENTION');

CREATE INDEX upgrade_by_state ON upgrade (state, requested_at);
CREATE INDEX upgrade_by_time ON upgrade (requested_at);

CREATE TABLE upgrade_event (
  upgrade_id TEXT    NOT NULL REFERENCES upgrade (id),
  seq        INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  kind       TEXT    NOT NULL,
  actor_id   TEXT    NOT NULL,
  actor_name TEXT    NOT NULL,
  step       TEXT,
  text       TEXT    NOT NULL,
  PRIMARY KEY (upgrade_id, seq)
) STRICT;

CREATE TABLE slack_message (
  upgrade_id   TEXT NOT NULL REFERENCES upgrade (id),
  slot         TEXT NOT NULL,
  channel      TEXT NOT NULL,
  ts           TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  PRIMARY KEY (upgrade_id, slot)
) STRICT;
