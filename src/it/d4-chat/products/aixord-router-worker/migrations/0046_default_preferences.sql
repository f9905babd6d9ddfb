INSERT INTO notification_preferences (user_id, channel)
  SELECT id, 'page' FROM users WHERE true
  ON CONFLICT (user_id, channel) DO NOTHING;

CREATE TRIGGER users_begin_with_preferences AFTER INSERT ON users
BEGIN
  INSERT INTO notification_preferences (user_id, channel) VALUES (NEW.id, 'email'), (NEW.id, 'page');
END;

CREATE INDEX images_by_upload ON images (project_id, uploaded_at DESC);
