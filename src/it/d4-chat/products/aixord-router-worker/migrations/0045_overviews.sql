CREATE VIEW project_overview AS
  SELECT p.id, p.owner_id, p.name, s.phase_code,
    (SELECT COUNT(*) FROM messages m WHERE m.project_id = p.id) AS messages,
    (SELECT COUNT(*) FROM images i WHERE i.project_id = p.id) AS images,
    COALESCE(p.last_message_at, p.created_at) AS active_at
  FROM projects p
  JOIN project_state s ON s.project_id = p.id
  WHERE p.archived_at IS NULL;

CREATE VIEW usage_by_month AS
  SELECT user_id, substr(day, 1, 7) AS month, SUM(requests) AS requests, SUM(tokens) AS tokens
  FROM usage_daily
  GROUP BY user_id, substr(day, 1, 7);
