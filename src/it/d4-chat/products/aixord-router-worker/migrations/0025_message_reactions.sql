CREATE TABLE message_reactions (
  message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  reaction TEXT NOT NULL CHECK (reaction IN ('helpful', 'wrong', 'unsafe')),
  PRIMARY KEY (message_id, user_id)
) WITHOUT ROWID;

CREATE INDEX message_reactions_by_user ON message_reactions (user_id);

ALTER TABLE messages ADD COLUMN reaction_count INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER message_reactions_added AFTER INSERT ON message_reactions
BEGIN
  UPDATE messages SET reaction_count = reaction_count + 1 WHERE id = NEW.message_id;
END;

CREATE TRIGGER message_reactions_removed AFTER DELETE ON message_reactions
BEGIN
  UPDATE messages SET reaction_count = reaction_count - 1 WHERE id = OLD.message_id;
END;
