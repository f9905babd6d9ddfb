CREATE TABLE routing_policies (
  plan_code TEXT NOT NULL REFERENCES plans (code) ON UPDATE CASCADE ON DELETE CASCADE,
  task_class TEXT NOT NULL CHECK (task_class IN ('draft', 'reason', 'code', 'vision')),
  provider_code TEXT NOT NULL,
  model_name TEXT NOT NULL,
  PRIMARY KEY (plan_code, task_class),
  FOREIGN KEY (provider_code, model_name) REFERENCES models (provider_code, name) ON UPDATE CASCADE
) WITHOUT ROWID;

CREATE TABLE routing_decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  provider_code TEXT NOT NULL REFERENCES model_providers (code) ON UPDATE CASCADE,
  reason TEXT NOT NULL,
  milliseconds INTEGER CHECK (milliseconds IS NULL OR milliseconds >= 0)
);

CREATE INDEX routing_policies_by_model ON routing_policies (provider_code, model_name);
CREATE INDEX routing_decisions_by_message ON routing_decisions (message_id);
CREATE INDEX routing_decisions_by_provider ON routing_decisions (provider_code);
