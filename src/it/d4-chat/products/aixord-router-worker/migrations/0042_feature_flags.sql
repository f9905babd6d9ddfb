CREATE TABLE feature_flags (
  name TEXT PRIMARY KEY,
  enabled INTEGER NOT NULL DEFAULT 0 CHECK (enabled IN (0, 1)),
  description TEXT NOT NULL
);

INSERT INTO feature_flags (name, enabled, description) VALUES
  ('task_queue', 0, 'Queued tasks are taken up without being asked for'),
  ('images', 1, 'Projects may hold images');

CREATE TABLE feature_flag_overrides (
  flag_name TEXT NOT NULL REFERENCES feature_flags (name) ON UPDATE CASCADE ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  PRIMARY KEY (flag_name, user_id)
) WITHOUT ROWID;

CREATE INDEX feature_flag_overrides_by_user ON feature_flag_overrides (user_id);
