CREATE TABLE model_providers (
  code TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  secret_name TEXT NOT NULL UNIQUE
) STRICT;

INSERT INTO model_providers (code, title, secret_name) VALUES
  ('anthropic', 'Anthropic', 'PLATFORM_ANTHROPIC_KEY'),
  ('openai', 'OpenAI', 'PLATFORM_OPENAI_KEY'),
  ('google', 'Google AI', 'PLATFORM_GOOGLE_KEY'),
  ('deepseek', 'DeepSeek', 'PLATFORM_DEEPSEEK_KEY');

CREATE TABLE models (
  provider_code TEXT NOT NULL REFERENCES model_providers (code) ON UPDATE CASCADE ON DELETE CASCADE,
  name TEXT NOT NULL,
  context_tokens INTEGER NOT NULL CHECK (context_tokens > 0),
  input_price REAL NOT NULL CHECK (input_price >= 0),
  output_price REAL NOT NULL CHECK (output_price >= 0),
  retired_at TEXT,
  PRIMARY KEY (provider_code, name)
);
