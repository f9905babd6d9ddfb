package com.pmerit.d4.tool;

import java.nio.charset.StandardCharsets;

/** The bytes that a child reads from its standard input. Never shown: input is the one way a secret reaches a child. */
public final class StandardInput {
    private static final StandardInput NOTHING = new StandardInput(new byte[0]);

    private final byte[] bytes;

    private StandardInput(byte[] bytes) {
        this.bytes = bytes;
    }

    /** No input: the child reads the end of file at once. */
    public static StandardInput nothing() {
        return NOTHING;
    }

    /** The given bytes, then the end of file. */
    public static StandardInput of(byte[] bytes) {
        return new StandardInput(bytes.clone());
    }

    /** The text in UTF-8, then the end of file. */
    public static StandardInput of(String text) {
        return new StandardInput(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
