package com.pmerit.d4.sandbox.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts a child's output into redacted lines of bounded length: what a line has beyond that is dropped. */
final class OutputLines {
    private static final int LIMIT = 16 * 1024;

    /** Half a character at the cut shows as up to this many. */
    private static final int BROKEN_CHARACTER = 3;

    private final Redaction redaction;
    private final Consumer<String> sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean cut;

    OutputLines(Redaction redaction, Consumer<String> sink) {
        this.redaction = redaction;
        this.sink = sink;
    }

    /** Reads to the end. */
    void readAll(InputStream output) throws IOException {
        byte[] chunk = new byte[8192];
        for (int count = output.read(chunk); count >= 0; count = output.read(chunk)) {
            for (int index = 0; index < count; index++) {
                add(chunk[index]);
            }
        }
        if (line.size() > 0) {
            flush();
        }
    }

    private void add(byte one) {
        if (one == '\n') {
            flush();
        } else if (line.size() < LIMIT + redaction.longest()) {
            line.write(one);
        } else {
            cut = true;
        }
    }

    private void flush() {
        String text = redaction.apply(line.toString(StandardCharsets.UTF_8));
        if (cut) {
            text = text.substring(0, Math.max(0, text.length() - redaction.longest() - BROKEN_CHARACTER)) + " … (cut)";
        }
        line.reset();
        cut = false;
        sink.accept(text);
    }
}
