package com.pmerit.d4.sandbox.account;

/**
 * One account of the sandbox.
 *
 * @param id 32 lower-case hex digits
 * @param name what a person reads
 * @param subdomain its workers.dev subdomain; empty when it has none yet
 */
public record Account(String id, String name, String subdomain) {
    public Account {
        if (!id.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("an account id has 32 lower-case hex digits, unlike " + id);
        }
        if (!subdomain.matches("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)?")) {
            throw new IllegalArgumentException(subdomain + " is not a workers.dev subdomain");
        }
    }
}
