-- A CHECK cannot be widened in place. No other table refers to notifications, so
-- dropping the old one takes nothing else with it.
-- d4:allow check-on-existing it only takes more kinds than before
CREATE TABLE notifications_wider (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('mention', 'invitation', 'billing', 'approval', 'incident')),
  body TEXT NOT NULL,
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  read_at TEXT
);

INSERT INTO notifications_wider (id, user_id, kind, body, created_at, read_at)
  SELECT id, user_id, kind, body, created_at, read_at FROM notifications;

DROP TABLE notifications;

ALTER TABLE notifications_wider RENAME TO notifications;

CREATE INDEX notifications_unread ON notifications (user_id, created_at DESC) WHERE read_at IS NULL;
