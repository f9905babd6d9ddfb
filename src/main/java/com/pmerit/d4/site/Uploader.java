package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.PagesAsset;
import com.pmerit.d4.cloudflare.PagesAssets;
import com.pmerit.d4.cloudflare.Waiting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Brings the files of a site to Pages: those that are missing, and no other. */
final class Uploader {
    private static final int AT_ONCE = 3;

    private final PagesAssets assets;
    private final UploadTokens tokens;

    Uploader(PagesAssets assets, String project, Waiting waiting) {
        this.assets = assets;
        this.tokens = new UploadTokens(assets, project, waiting);
    }

    /** How many files a deployment may have. */
    ApiResult<Integer> mostFiles() {
        return tokens.with(token -> new ApiResult.Ok<>(token.mostFiles()));
    }

    /** Those of the files that Pages does not have. */
    ApiResult<List<PagesAsset>> missing(List<PagesAsset> files) {
        List<String> hashes = files.stream().map(PagesAsset::hash).toList();
        return tokens.with(token -> assets.missing(token, hashes)).map(missing -> {
            Set<String> wanted = new HashSet<>(missing);
            return files.stream().filter(file -> wanted.contains(file.hash())).toList();
        });
    }

    /**
     * Uploads, three requests at a time. What Cloudflare could not take then is tried once more, one after the other.
     *
     * @throws InterruptedException when the build is stopped; what has arrived stays there
     */
    Optional<ApiFailure> send(List<PagesAsset> files) throws InterruptedException {
        List<List<PagesAsset>> late = new ArrayList<>();
        for (Sent sent : sideBySide(Buckets.of(files))) {
            if (sent.failure().isPresent() && !isTransient(sent.failure().get())) {
                return sent.failure();
            }
            if (sent.failure().isPresent()) {
                late.add(sent.bucket());
            }
        }
        for (List<PagesAsset> bucket : late) {
            Optional<ApiFailure> failure = sendOnceMore(bucket);
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    /** Some of them may have come, though no answer said so. */
    private Optional<ApiFailure> sendOnceMore(List<PagesAsset> bucket) {
        ApiResult<List<PagesAsset>> left = missing(bucket);
        return left.failure().isPresent() || left.orElseThrow().isEmpty()
                ? left.failure()
                : sent(left.orElseThrow()).failure();
    }

    /** Has the files kept until a deployment names them. */
    Optional<ApiFailure> keep(List<PagesAsset> files) {
        List<String> hashes = files.stream().map(PagesAsset::hash).toList();
        return tokens.with(token -> assets.keep(token, hashes)).failure();
    }

    private record Sent(List<PagesAsset> bucket, Optional<ApiFailure> failure) {}

    private List<Sent> sideBySide(List<List<PagesAsset>> buckets) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, task -> {
            Thread thread = new Thread(task, "d4-site-upload");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Sent>> running = new ArrayList<>();
            for (List<PagesAsset> bucket : buckets) {
                running.add(threads.submit(() -> sent(bucket)));
            }
            List<Sent> all = new ArrayList<>();
            for (Future<Sent> one : running) {
                all.add(one.get());
            }
            return all;
        } catch (ExecutionException broken) {
            throw new IllegalStateException("an upload of files broke", broken.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Sent sent(List<PagesAsset> bucket) {
        return new Sent(
                bucket, tokens.with(token -> assets.upload(token, bucket)).failure());
    }

    private static boolean isTransient(ApiFailure failure) {
        ApiFailure cause = failure instanceof ApiFailure.OutcomeUnknown unknown ? unknown.cause() : failure;
        return cause instanceof ApiFailure.Unavailable
                || cause instanceof ApiFailure.Unreachable
                || cause instanceof ApiFailure.RateLimited;
    }
}
