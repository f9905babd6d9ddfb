CREATE TABLE prompt_templates (
  id TEXT PRIMARY KEY,
  owner_id TEXT REFERENCES users (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1))
);

CREATE TABLE prompt_template_versions (
  template_id TEXT NOT NULL REFERENCES prompt_templates (id) ON DELETE CASCADE,
  version INTEGER NOT NULL CHECK (version > 0),
  body TEXT NOT NULL,
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (template_id, version)
);

CREATE INDEX prompt_templates_by_owner ON prompt_templates (owner_id);
CREATE INDEX prompt_templates_by_title ON prompt_templates (lower(title)) WHERE shared = 1;
