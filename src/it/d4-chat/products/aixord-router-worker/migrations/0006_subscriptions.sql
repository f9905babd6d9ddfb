CREATE TABLE plans (
  code TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  monthly_cents INTEGER NOT NULL CHECK (monthly_cents >= 0),
  project_limit INTEGER
) STRICT;

INSERT INTO plans (code, title, monthly_cents, project_limit) VALUES
  ('free', 'Free', 0, 1),
  ('standard', 'Standard', 999, 10),
  ('pro', 'Pro', 1999, 50),
  ('enterprise', 'Enterprise', 4999, NULL);

CREATE TABLE subscriptions (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  plan_code TEXT NOT NULL REFERENCES plans (code) ON UPDATE CASCADE,
  status TEXT NOT NULL CHECK (status IN ('trialing', 'active', 'past_due', 'cancelled')),
  started_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ends_at TEXT
);

-- At most one subscription that is not cancelled per user.
CREATE UNIQUE INDEX subscriptions_one_running ON subscriptions (user_id) WHERE status <> 'cancelled';
CREATE INDEX subscriptions_by_plan ON subscriptions (plan_code);
