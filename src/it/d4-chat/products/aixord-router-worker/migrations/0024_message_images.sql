CREATE TABLE message_images (
  message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  project_id TEXT NOT NULL,
  image_name TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (message_id, image_name),
  FOREIGN KEY (project_id, image_name) REFERENCES images (project_id, name) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE INDEX message_images_by_image ON message_images (project_id, image_name);
