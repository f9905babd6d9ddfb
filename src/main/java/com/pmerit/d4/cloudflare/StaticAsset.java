package com.pmerit.d4.cloudflare;

import java.nio.file.Path;

/**
 * A file to upload.
 *
 * @param hash the name under which it is kept: 32 hexadecimal digits
 * @param contentType what browsers are told that it is
 * @param file where it lies
 * @param size in bytes
 */
public record StaticAsset(String hash, String contentType, Path file, long size) {}
