package com.pmerit.d4.sandbox.runtime;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A secret as one line of ASCII that the shell's own printf turns back into the same UTF-8 bytes, whatever the locale of the JVM
 * or of the shell: every byte as {@code \0ooo}.
 */
final class ShellBytes {
    private ShellBytes() {}

    /**
     * @throws UnfitSecretException when the value holds a NUL, which no environment can carry, or half a surrogate pair, which is
     *     no text in UTF-8
     */
    static String encode(String name, String value) throws UnfitSecretException {
        ByteBuffer bytes;
        try {
            bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
        } catch (CharacterCodingException broken) {
            throw new UnfitSecretException("secret " + name + " holds half a surrogate pair, which is not text");
        }
        StringBuilder line = new StringBuilder();
        while (bytes.hasRemaining()) {
            byte one = bytes.get();
            if (one == 0) {
                throw new UnfitSecretException(
                        "secret " + name + " holds a NUL character, which workerd cannot be given");
            }
            line.append(String.format("\\0%03o", one & 0xff));
        }
        return line.toString();
    }
}
