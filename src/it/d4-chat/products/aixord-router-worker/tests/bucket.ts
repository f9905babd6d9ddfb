import { createHash } from "node:crypto";

interface Stored {
  bytes: Uint8Array<ArrayBuffer>;
  httpMetadata: R2HTTPMetadata;
}

/** What the Worker and its tests use of R2, in the memory of this process. */
export class LocalBucket {
  private readonly objects = new Map<string, Stored>();

  /** Keeps a copy: what the caller does to its buffer afterwards does not reach the object. */
  async put(key: string, value: ArrayBuffer, { httpMetadata = {} }: { httpMetadata?: R2HTTPMetadata } = {}) {
    const stored = { bytes: new Uint8Array(value.slice(0)), httpMetadata };
    this.objects.set(key, stored);
    return described(key, stored);
  }

  async get(key: string) {
    const stored = this.objects.get(key);
    return stored ? { ...described(key, stored), body: new Blob([stored.bytes]).stream() } : null;
  }

  async delete(key: string): Promise<void> {
    this.objects.delete(key);
  }

  async list({ prefix = "", limit = 1000 }: { prefix?: string; limit?: number } = {}) {
    const found = [...this.objects].filter(([key]) => key.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      objects: found.slice(0, limit).map(([key, stored]) => described(key, stored)),
      truncated: found.length > limit,
    };
  }
}

function described(key: string, { bytes, httpMetadata }: Stored) {
  const etag = createHash("md5").update(bytes).digest("hex");
  return { key, size: bytes.byteLength, etag, httpEtag: `"${etag}"`, httpMetadata };
}
