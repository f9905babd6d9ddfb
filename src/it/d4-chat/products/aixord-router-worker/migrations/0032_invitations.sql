CREATE TABLE project_invitations (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  invited_by TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  email TEXT NOT NULL COLLATE NOCASE,
  role TEXT NOT NULL DEFAULT 'reader' CHECK (role IN ('editor', 'reader')),
  sent_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  accepted_at TEXT,
  UNIQUE (project_id, email)
);

CREATE INDEX project_invitations_waiting ON project_invitations (email) WHERE accepted_at IS NULL;
CREATE INDEX project_invitations_by_sender ON project_invitations (invited_by);
