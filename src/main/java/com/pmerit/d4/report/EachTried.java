package com.pmerit.d4.report;

import java.io.IOException;
import java.util.Optional;

/** Several things to write, each of which is tried whatever became of those before it. */
final class EachTried {
    private Optional<IOException> failed = Optional.empty();

    /** Writes something. */
    @FunctionalInterface
    interface Writing {
        void run() throws IOException;
    }

    EachTried then(Writing writing) {
        try {
            writing.run();
        } catch (IOException unwritable) {
            failed.ifPresent(first -> first.addSuppressed(unwritable));
            failed = failed.or(() -> Optional.of(unwritable));
        }
        return this;
    }

    /**
     * Tells whether all is written.
     *
     * @throws IOException the first that could not be written, with the others suppressed
     */
    void end() throws IOException {
        if (failed.isPresent()) {
            throw failed.get();
        }
    }
}
