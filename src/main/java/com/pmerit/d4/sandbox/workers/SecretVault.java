package com.pmerit.d4.sandbox.workers;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The values of secrets, in memory only.
 *
 * <p>Each setting of a value is a revision; versions refer to revisions, which are kept on disk. A revision of an earlier process
 * keeps its name but has lost its value: it gets the value {@code sandbox-placeholder-for-NAME}.
 */
public final class SecretVault {
    private final Map<String, SecretValue> values = new ConcurrentHashMap<>();

    /** Keeps a value and returns its new revision. */
    public String put(String value) {
        String revision = UUID.randomUUID().toString();
        values.put(revision, new SecretValue(value));
        return revision;
    }

    /** A new revision without a value: the secret has the placeholder from the start. */
    String placeholder() {
        return UUID.randomUUID().toString();
    }

    /** The value of a revision, or its placeholder. */
    public SecretValue value(String name, String revision) {
        SecretValue value = values.get(revision);
        return value == null ? new SecretValue("sandbox-placeholder-for-" + name) : value;
    }
}
