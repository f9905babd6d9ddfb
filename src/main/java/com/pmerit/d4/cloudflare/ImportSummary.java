package com.pmerit.d4.cloudflare;

/**
 * A finished import into a D1 database.
 *
 * @param bookmark the state after it
 * @param queries how many statements ran
 */
public record ImportSummary(String bookmark, long queries) {}
