CREATE TABLE knowledge_sources (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  added_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  UNIQUE (project_id, sha256)
);

CREATE TABLE knowledge_chunks (
  source_id TEXT NOT NULL REFERENCES knowledge_sources (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  body TEXT NOT NULL,
  embedding BLOB,
  PRIMARY KEY (source_id, position)
);

CREATE INDEX knowledge_chunks_to_embed ON knowledge_chunks (source_id) WHERE embedding IS NULL;
