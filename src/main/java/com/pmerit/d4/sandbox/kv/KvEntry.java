package com.pmerit.d4.sandbox.kv;

import com.pmerit.d4.sandbox.http.Content;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A pair.
 *
 * @param key up to 512 bytes of UTF-8
 * @param value any bytes; empty when only keys are listed
 * @param expiration seconds since 1970 from which it is gone
 * @param metadata JSON text
 */
record KvEntry(String key, Content value, OptionalLong expiration, Optional<String> metadata) {}
