CREATE TABLE github_connections (
  user_id TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  github_login TEXT NOT NULL,
  encrypted_token BLOB NOT NULL,
  scopes TEXT NOT NULL DEFAULT '',
  connected_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE github_repositories (
  id INTEGER PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  owner TEXT NOT NULL,
  name TEXT NOT NULL,
  default_branch TEXT NOT NULL DEFAULT 'main',
  UNIQUE (project_id, owner, name)
);

CREATE TABLE oauth_states (
  state_hash TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  expires_at TEXT NOT NULL
);

CREATE INDEX oauth_states_by_user ON oauth_states (user_id);
