import { verifyHmac } from "./crypto";
import { json, Refusal } from "./http";
import type { Call } from "./router";

const STRIPE_TOLERANCE_SECONDS = 300;

/** Stripe repeats an event until it is acknowledged, so a known one is acknowledged again and stored once. */
export async function stripeEvent({ request, env }: Call): Promise<Response> {
  if (!env.STRIPE_WEBHOOK_SECRET) {
    throw new Refusal(503, "Billing is not configured here.");
  }
  const payload = await request.text();
  await verifyStripe(env.STRIPE_WEBHOOK_SECRET, request.headers.get("Stripe-Signature") ?? "", payload);
  const event = JSON.parse(payload) as { id: string; type: string };
  await env.DB.prepare("INSERT INTO stripe_events (id, type, payload) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING")
    .bind(event.id, event.type, payload)
    .run();
  return json({ received: event.id });
}

async function verifyStripe(secret: string, header: string, payload: string): Promise<void> {
  const time = /(?:^|,)t=(\d+)/.exec(header)?.[1];
  const signature = /(?:^|,)v1=([0-9a-f]{64})/.exec(header)?.[1];
  const genuine = time && signature && (await verifyHmac(secret, signature, `${time}.${payload}`));
  if (!genuine) {
    throw new Refusal(400, "The signature is not Stripe's.");
  }
  if (Math.abs(Date.now() / 1000 - Number(time)) > STRIPE_TOLERANCE_SECONDS) {
    throw new Refusal(400, "The event is too old.");
  }
}
