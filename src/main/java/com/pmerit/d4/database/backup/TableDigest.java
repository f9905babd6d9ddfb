package com.pmerit.d4.database.backup;

/**
 * What stands for the rows of a table.
 *
 * @param table its name
 * @param rows how many
 * @param sha256 over all of them in the order of their key, in hex
 */
public record TableDigest(String table, long rows, String sha256) {}
