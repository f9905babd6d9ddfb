package com.pmerit.d4.sandbox.r2;

/**
 * A bucket.
 *
 * @param name 3 to 63 characters of a-z, 0-9 and hyphen
 * @param createdOn ISO-8601 in UTC
 * @param location the location hint, upper case; empty when none was given
 * @param storageClass {@code Standard} or {@code InfrequentAccess}
 */
public record Bucket(String name, String createdOn, String location, String storageClass) {}
