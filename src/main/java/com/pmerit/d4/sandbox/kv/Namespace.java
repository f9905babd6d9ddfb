package com.pmerit.d4.sandbox.kv;

/**
 * A namespace.
 *
 * @param id 32 lower-case hex digits
 * @param title unique in its account
 */
public record Namespace(String id, String title) {}
