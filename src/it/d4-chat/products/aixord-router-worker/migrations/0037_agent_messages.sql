CREATE TABLE agent_messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sender_id TEXT NOT NULL REFERENCES agent_instances (id) ON DELETE CASCADE,
  receiver_id TEXT REFERENCES agent_instances (id) ON DELETE CASCADE,
  task_id TEXT REFERENCES agent_tasks (id) ON DELETE SET NULL,
  body TEXT NOT NULL,
  sent_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX agent_messages_by_sender ON agent_messages (sender_id);
CREATE INDEX agent_messages_by_receiver ON agent_messages (receiver_id, sent_at);
CREATE INDEX agent_messages_by_task ON agent_messages (task_id);
