package com.pmerit.d4.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.apache.commons.codec.digest.DigestUtils;

/** Bytes that nobody changes: a body, a part of a form, a module. Equal when the bytes are. */
public final class Content {
    private static final Content EMPTY = new Content(new byte[0]);

    private final byte[] bytes;

    private Content(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes over the array without copying it; the caller must not change it any more. */
    public static Content of(byte[] bytes) {
        return new Content(bytes);
    }

    /** Text as UTF-8. */
    public static Content of(String text) {
        return new Content(text.getBytes(StandardCharsets.UTF_8));
    }

    /** No bytes. */
    public static Content empty() {
        return EMPTY;
    }

    /** The array itself, not a copy: not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes there are. */
    public int size() {
        return bytes.length;
    }

    /** The bytes as UTF-8. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Lower-case hex SHA-256. */
    public String sha256() {
        return DigestUtils.sha256Hex(bytes);
    }

    /** CRC-32C. */
    long checksum() {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return checksum.getValue();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content content && Arrays.equals(bytes, content.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The size only: the bytes may be a secret. */
    @Override
    public String toString() {
        return "Content[" + bytes.length + " bytes]";
    }
}
