-- The time that an upgrade was asked for, and the time zone that it was said in.
ALTER TABLE upgrade ADD COLUMN begin_at INTEGER;
ALTER TABLE upgrade ADD COLUMN begin_zone TEXT;

-- db-scheduler's own table, with the columns that it asks for. What stands in it can be made anew from the upgrades.
CREATE TABLE scheduled_tasks (
  task_name            VARCHAR(100) NOT NULL,
  task_instance        VARCHAR(100) NOT NULL,
  task_data            BLOB,
  execution_time       TIMESTAMP    NOT NULL,
  picked               BOOLEAN      NOT NULL,
  picked_by            VARCHAR(50),
  last_success         TIMESTAMP,
  last_failure         TIMESTAMP,
  consecutive_failures INTEGER,
  last_heartbeat       TIMESTAMP,
  version              BIGINT       NOT NULL,
  priority             SMALLINT,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_by_time ON scheduled_tasks (execution_time);
