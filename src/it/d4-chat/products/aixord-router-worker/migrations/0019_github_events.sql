CREATE TABLE github_events (
  delivery_id TEXT PRIMARY KEY,
  repository_id INTEGER NOT NULL REFERENCES github_repositories (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  commit_sha TEXT CHECK (commit_sha IS NULL OR length(commit_sha) = 40),
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  received_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX github_events_by_repository ON github_events (repository_id, received_at);
CREATE INDEX github_events_by_commit ON github_events (commit_sha) WHERE commit_sha IS NOT NULL;
