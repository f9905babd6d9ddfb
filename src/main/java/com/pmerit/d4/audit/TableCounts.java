package com.pmerit.d4.audit;

/**
 * The tables of one database, told apart by whose they are. Cloudflare's own {@code num_tables} says nowhere what it counts.
 *
 * @param user the project's own, virtual ones among them
 * @param virtual those of them that are virtual, such as full-text indexes
 * @param bookkeeping wrangler's tracking table and d4's tables
 * @param sqlite SQLite's, such as {@code sqlite_sequence}
 * @param cloudflare Cloudflare's, whose names begin with {@code _cf_}
 * @param shadow those in which virtual tables keep their rows
 */
public record TableCounts(long user, long virtual, long bookkeeping, long sqlite, long cloudflare, long shadow) {}
