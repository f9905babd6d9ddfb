CREATE TABLE agent_instances (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('supervisor', 'worker', 'auditor')),
  status TEXT NOT NULL DEFAULT 'idle' CHECK (status IN ('idle', 'working', 'stopped', 'failed')),
  memory TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(memory)),
  heartbeat_at TEXT,
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX agent_instances_by_project ON agent_instances (project_id, role);
CREATE UNIQUE INDEX agent_instances_one_supervisor ON agent_instances (project_id)
  WHERE role = 'supervisor' AND status IN ('idle', 'working');
