package com.pmerit.d4.sandbox.runtime;

/** Text literals of Cap'n Proto's schema language, in which workerd's configuration is written. */
final class CapnpText {
    private CapnpText() {}

    /** The text in quotes, with quotes, backslashes and control characters escaped. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int index = 0; index < text.length(); index++) {
            char one = text.charAt(index);
            if (one == '"' || one == '\\') {
                quoted.append('\\').append(one);
            } else if (one < 0x20 || one == 0x7f) {
                quoted.append(String.format("\\x%02x", (int) one));
            } else {
                quoted.append(one);
            }
        }
        return quoted.append('"').toString();
    }
}
