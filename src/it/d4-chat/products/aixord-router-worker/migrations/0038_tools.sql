CREATE TABLE tool_definitions (
  name TEXT PRIMARY KEY,
  description TEXT NOT NULL,
  input_schema TEXT NOT NULL CHECK (json_valid(input_schema)),
  needs_approval INTEGER NOT NULL DEFAULT 1 CHECK (needs_approval IN (0, 1))
);

INSERT INTO tool_definitions (name, description, input_schema, needs_approval) VALUES
  ('read_repository', 'Reads files of the connected repository; never writes', '{"type":"object"}', 0),
  ('open_pull_request', 'Opens a pull request; a human merges it', '{"type":"object"}', 1),
  ('store_image', 'Stores an image in the project''s bucket', '{"type":"object"}', 0);

CREATE TABLE tool_calls (
  id TEXT PRIMARY KEY,
  task_id TEXT NOT NULL REFERENCES agent_tasks (id) ON DELETE CASCADE,
  tool_name TEXT NOT NULL REFERENCES tool_definitions (name) ON UPDATE CASCADE,
  arguments TEXT NOT NULL CHECK (json_valid(arguments)),
  succeeded INTEGER CHECK (succeeded IN (0, 1)),
  called_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX tool_calls_by_task ON tool_calls (task_id);
CREATE INDEX tool_calls_by_tool ON tool_calls (tool_name);
