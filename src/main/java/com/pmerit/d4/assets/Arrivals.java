package com.pmerit.d4.assets;

import com.pmerit.d4.cloudflare.ApiFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Counts the files that have arrived, while several threads send them. */
public final class Arrivals {
    private final AtomicInteger arrived = new AtomicInteger();
    private final int all;
    private final Consumer<String> howFar;

    /**
     * Begins at none.
     *
     * @param all how many files are to be sent
     * @param howFar is told, from the thread that sent them, such as {@code 120 of 800 files}
     */
    public Arrivals(int all, Consumer<String> howFar) {
        this.all = all;
        this.howFar = howFar;
    }

    /** What went wrong with these files, of which none has arrived then. */
    public Optional<ApiFailure> after(List<?> files, Optional<ApiFailure> failure) {
        if (failure.isEmpty()) {
            howFar.accept(arrived.addAndGet(files.size()) + " of " + all + " files");
        }
        return failure;
    }
}
