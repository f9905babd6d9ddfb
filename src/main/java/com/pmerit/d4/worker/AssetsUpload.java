package com.pmerit.d4.worker;

import com.pmerit.d4.assets.Arrivals;
import com.pmerit.d4.assets.AssetHash;
import com.pmerit.d4.assets.ParallelUpload;
import com.pmerit.d4.assets.SiteFile;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.cloudflare.StaticAsset;
import com.pmerit.d4.cloudflare.UploadSession;
import com.pmerit.d4.cloudflare.WorkerAssets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Brings the static files of a Worker to Cloudflare: those that are missing, and no other. Nobody can ask for them before a version
 * names them. What a session that ended early has brought stays, so that the next one asks for the rest only.
 */
final class AssetsUpload {
    private static final int SESSIONS = 4;
    private static final String AGAIN = "run the same command again: it uploads what is missing";

    private final WorkerAssets api;
    private final String script;
    private final StaticAssets assets;
    private final Consumer<String> howFar;
    private int sent;

    /**
     * Prepares the upload for one Worker, which need not exist.
     *
     * @param howFar is told how many of the files have been sent
     */
    AssetsUpload(AccountApi account, String script, StaticAssets assets, Consumer<String> howFar) {
        this.api = account.assets();
        this.script = script;
        this.assets = assets;
        this.howFar = howFar;
    }

    /** What came of it. */
    sealed interface Upload {}

    /**
     * Cloudflare has all files.
     *
     * @param token by which the upload of a version takes them
     * @param sent how many were missing
     */
    record Brought(SecretValue token, int sent) implements Upload {}

    /** It has not. */
    record Failed(String why, List<String> details, String remedy) implements Upload {}

    /**
     * Opens a session and sends what it asks for; another one when it ended without saying that all is there.
     *
     * @throws InterruptedException when the build is stopped
     */
    Upload bring() throws InterruptedException {
        for (int session = 0; session < SESSIONS; session++) {
            ApiResult<UploadSession> opened = api.open(script, assets.manifest());
            if (opened.failure().isPresent()) {
                return new Failed(opened.failure().get().message(), List.of(), AGAIN);
            }
            Optional<Upload> end = through(opened.orElseThrow());
            if (end.isPresent()) {
                return end.get();
            }
        }
        return new Failed("Cloudflare took " + sent + " static files and still lacks some of them", List.of(), AGAIN);
    }

    /** Nothing when another session must tell what is missing still. */
    private Optional<Upload> through(UploadSession session) throws InterruptedException {
        if (session.isComplete()) {
            return Optional.of(new Brought(session.token(), sent));
        }
        Map<String, SiteFile> byHash = new HashMap<>();
        assets.files().forEach(file -> byHash.put(file.hash(), file));
        List<List<SiteFile>> buckets = new ArrayList<>();
        for (List<String> hashes : session.buckets()) {
            if (!byHash.keySet().containsAll(hashes)) {
                return Optional.of(new Failed("Cloudflare asks for a static file that is not one", List.of(), AGAIN));
            }
            buckets.add(hashes.stream().map(byHash::get).toList());
        }
        List<String> changed =
                AssetHash.changed(buckets.stream().flatMap(List::stream).toList());
        return changed.isEmpty()
                ? send(
                        session,
                        buckets.stream()
                                .map(bucket ->
                                        bucket.stream().map(SiteFile::asset).toList())
                                .toList())
                : Optional.of(new Failed(
                        "static files were changed since they were looked at",
                        changed,
                        "let nothing write to " + assets.directory() + " meanwhile, and run the same command again"));
    }

    private Optional<Upload> send(UploadSession session, List<List<StaticAsset>> buckets) throws InterruptedException {
        Queue<SecretValue> ends = new ConcurrentLinkedQueue<>();
        Arrivals arrivals = new Arrivals(session.missing(), howFar);
        Optional<ApiFailure> failure = ParallelUpload.send(
                buckets,
                bucket -> arrivals.after(bucket, sent(session, bucket, ends)),
                bucket -> sentOnceMore(session, bucket, ends));
        if (failure.isPresent()) {
            // The session's token is too old, or what was said of it is: the account's own token opens another session.
            return failure.get() instanceof ApiFailure.Unauthorized
                    ? Optional.empty()
                    : Optional.of(new Failed(failure.get().message(), List.of(), AGAIN));
        }
        sent += session.missing();
        return Optional.ofNullable(ends.peek()).map(token -> new Brought(token, sent));
    }

    private Optional<ApiFailure> sent(UploadSession session, List<StaticAsset> bucket, Queue<SecretValue> ends) {
        return noted(api.upload(session, bucket, () -> came(bucket)), ends);
    }

    /** Some of them may have come, though no answer said so. */
    private Optional<ApiFailure> sentOnceMore(
            UploadSession session, List<StaticAsset> bucket, Queue<SecretValue> ends) {
        return noted(
                came(bucket)
                        .then(end -> end.isPresent()
                                ? new ApiResult.Ok<>(end.get())
                                : api.upload(session, bucket, () -> came(bucket))),
                ends);
    }

    private static Optional<ApiFailure> noted(ApiResult<Optional<SecretValue>> answer, Queue<SecretValue> ends) {
        answer.fold(token -> token, nothing -> Optional.<SecretValue>empty()).ifPresent(ends::add);
        return answer.failure();
    }

    /** What an answer would have said, if these files have come; a session of its own tells. */
    private ApiResult<Optional<Optional<SecretValue>>> came(List<StaticAsset> bucket) {
        return api.open(script, assets.manifest()).map(now -> {
            boolean all = now.buckets().stream()
                    .flatMap(List::stream)
                    .noneMatch(
                            hash -> bucket.stream().anyMatch(file -> file.hash().equals(hash)));
            Optional<SecretValue> end = now.isComplete() ? Optional.of(now.token()) : Optional.empty();
            return all ? Optional.of(end) : Optional.empty();
        });
    }
}
