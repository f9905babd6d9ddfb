/** The secrets that an operator sets on the Worker. The code knows their names; their values live nowhere else. */
export const SECRET_NAMES = [
  "PLATFORM_ANTHROPIC_KEY",
  "PLATFORM_OPENAI_KEY",
  "PLATFORM_GOOGLE_KEY",
  "PLATFORM_DEEPSEEK_KEY",
  "STRIPE_SECRET_KEY",
  "STRIPE_WEBHOOK_SECRET",
  "GUMROAD_PRODUCT_ID",
  "KDP_CODE_SECRET",
  "GITHUB_CLIENT_ID",
  "GITHUB_CLIENT_SECRET",
  "GITHUB_TOKEN_ENCRYPTION_KEY",
  "RESEND_API_KEY",
] as const;

export type SecretName = (typeof SECRET_NAMES)[number];

export interface Env extends Partial<Record<SecretName, string>> {
  DB: D1Database;
  IMAGES: R2Bucket;
  CF_VERSION_METADATA: WorkerVersionMetadata;
  ENVIRONMENT: string;
  AUTH_SALT: string;
  FRONTEND_URL: string;
  GITHUB_REDIRECT_URI: string;
}

/** Says of each secret whether it is set. */
export function secretsPresent(env: Env): Record<SecretName, boolean> {
  return Object.fromEntries(SECRET_NAMES.map((name) => [name, Boolean(env[name])])) as Record<SecretName, boolean>;
}
