package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads what scripts run: the head of their deployments, and that version's own record. */
public final class LiveWorkers {
    private final AccountApi api;
    private final Map<String, ApiResult<LiveWorker>> remembered = new ConcurrentHashMap<>();

    /** Prepares a reader; nothing is asked yet. */
    public LiveWorkers(AccountApi api) {
        this.api = api;
    }

    /** What was live when this reader was first asked: for gates, which look at one moment together. */
    public ApiResult<LiveWorker> remembered(String script) {
        return remembered.computeIfAbsent(script, this::now);
    }

    /** What {@link #remembered} gave; empty when it was not asked or could not be read. Asks nothing. */
    Optional<LiveWorker> seen(String script) {
        return Optional.ofNullable(remembered.get(script))
                .flatMap(read -> read.fold(Optional::of, unreadable -> Optional.empty()));
    }

    /**
     * What is live now. The answer describes the version that is <em>deployed</em>: Cloudflare's settings and secrets
     * resources describe the latest uploaded one, which may be another.
     */
    public ApiResult<LiveWorker> now(String script) {
        return api.deployments()
                .list(script)
                .orAbsent()
                .then(found -> head(found)
                        .map(head -> live(script, head))
                        .orElseGet(() -> new ApiResult.Ok<>(new LiveWorker.Absent())));
    }

    private ApiResult<LiveWorker> live(String script, Deployment head) {
        Optional<String> sole = head.soleVersion();
        if (sole.isEmpty()) {
            return new ApiResult.Ok<>(new LiveWorker.Split(head));
        }
        return api.versions().get(script, sole.get()).map(version -> new LiveWorker.Serving(head, version));
    }

    private static Optional<Deployment> head(Optional<List<Deployment>> deployments) {
        return deployments.filter(list -> !list.isEmpty()).map(list -> list.get(0));
    }
}
