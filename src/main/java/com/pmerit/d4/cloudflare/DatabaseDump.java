package com.pmerit.d4.cloudflare;

/**
 * A finished export of a D1 database, waiting to be downloaded.
 *
 * @param fileName the name that Cloudflare gave it
 * @param location a signed URL, valid for about an hour; whoever has it has the data
 * @param bookmark the state that was exported
 */
public record DatabaseDump(String fileName, SecretValue location, String bookmark) {}
