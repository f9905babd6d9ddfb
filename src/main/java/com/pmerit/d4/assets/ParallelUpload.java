package com.pmerit.d4.assets;

import com.pmerit.d4.cloudflare.ApiFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Sends files in several requests, three at a time. What Cloudflare could not take then is tried once more, one request after the other.
 */
public final class ParallelUpload {
    private static final int AT_ONCE = 3;

    private ParallelUpload() {}

    private record Sent<B>(B bucket, Optional<ApiFailure> failure) {}

    /**
     * Sends all of it, unless Cloudflare refuses a part.
     *
     * @param buckets what goes into one request each
     * @param upload sends one of them, and gives what went wrong
     * @param onceMore sends what of one of them has not come, and gives what went wrong
     * @return the first failure that further tries did not overcome
     * @throws InterruptedException when the build is stopped; what has arrived stays there
     */
    public static <B> Optional<ApiFailure> send(
            List<B> buckets, Function<B, Optional<ApiFailure>> upload, Function<B, Optional<ApiFailure>> onceMore)
            throws InterruptedException {
        List<B> late = new ArrayList<>();
        for (Sent<B> sent : sideBySide(buckets, upload)) {
            if (sent.failure().isPresent() && !isTransient(sent.failure().get())) {
                return sent.failure();
            }
            if (sent.failure().isPresent()) {
                late.add(sent.bucket());
            }
        }
        for (B bucket : late) {
            Optional<ApiFailure> failure = onceMore.apply(bucket);
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    private static <B> List<Sent<B>> sideBySide(List<B> buckets, Function<B, Optional<ApiFailure>> upload)
            throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, task -> {
            Thread thread = new Thread(task, "d4-upload");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Sent<B>>> running = new ArrayList<>();
            for (B bucket : buckets) {
                running.add(threads.submit(() -> new Sent<>(bucket, upload.apply(bucket))));
            }
            List<Sent<B>> all = new ArrayList<>();
            for (Future<Sent<B>> one : running) {
                all.add(one.get());
            }
            return all;
        } catch (ExecutionException broken) {
            throw new IllegalStateException("an upload of files broke", broken.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean isTransient(ApiFailure failure) {
        ApiFailure cause = failure instanceof ApiFailure.OutcomeUnknown unknown ? unknown.cause() : failure;
        return cause instanceof ApiFailure.Unavailable
                || cause instanceof ApiFailure.Unreachable
                || cause instanceof ApiFailure.RateLimited;
    }
}
