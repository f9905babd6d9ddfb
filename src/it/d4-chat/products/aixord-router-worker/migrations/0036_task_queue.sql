CREATE TABLE agent_tasks (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  agent_id TEXT REFERENCES agent_instances (id) ON DELETE SET NULL,
  deliverable_id TEXT REFERENCES blueprint_deliverables (id) ON DELETE SET NULL,
  priority INTEGER NOT NULL DEFAULT 5 CHECK (priority BETWEEN 1 AND 9),
  status TEXT NOT NULL DEFAULT 'queued'
    CHECK (status IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  input TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(input)),
  output TEXT CHECK (output IS NULL OR json_valid(output)),
  attempts INTEGER NOT NULL DEFAULT 0,
  queued_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE agent_task_dependencies (
  task_id TEXT NOT NULL REFERENCES agent_tasks (id) ON DELETE CASCADE,
  needs_id TEXT NOT NULL REFERENCES agent_tasks (id) ON DELETE CASCADE,
  PRIMARY KEY (task_id, needs_id),
  CHECK (task_id <> needs_id)
) WITHOUT ROWID;

CREATE INDEX agent_tasks_next ON agent_tasks (project_id, priority, queued_at) WHERE status = 'queued';
CREATE INDEX agent_tasks_by_agent ON agent_tasks (agent_id);
CREATE INDEX agent_tasks_by_deliverable ON agent_tasks (deliverable_id);
CREATE INDEX agent_task_dependencies_by_need ON agent_task_dependencies (needs_id);

CREATE TRIGGER agent_tasks_attempt AFTER UPDATE OF status ON agent_tasks
WHEN NEW.status = 'running' AND OLD.status <> 'running'
BEGIN
  UPDATE agent_tasks SET attempts = attempts + 1 WHERE id = NEW.id;
  UPDATE agent_instances SET status = 'working', heartbeat_at = CURRENT_TIMESTAMP WHERE id = NEW.agent_id;
END;
