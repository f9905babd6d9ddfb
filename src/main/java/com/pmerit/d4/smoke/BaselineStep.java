package com.pmerit.d4.smoke;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How the version that is live answers this commit's smoke test before anything is changed, and how fast. What it did not
 * answer rightly before, such as a question that only the new version knows, is no proof against a migration or an undo.
 */
public final class BaselineStep implements Step {
    private static final String KEPT = "answered-before";
    private static final String NO = "no";

    private final Environment environment;
    private final Smoker smoker;
    private final Supplier<ApiResult<Boolean>> reachable;
    private final BooleanSupplier idle;

    /**
     * Asks one environment.
     *
     * @param reachable whether the public URL leads to the Worker at all, as {@link PublicAddress} reads it
     * @param idle whether nothing is going to be changed
     */
    public BaselineStep(
            Environment environment, Smoker smoker, Supplier<ApiResult<Boolean>> reachable, BooleanSupplier idle) {
        this.environment = environment;
        this.smoker = smoker;
        this.reachable = reachable;
        this.idle = idle;
    }

    /** Whether the version from before is known to have failed this smoke test already before this run changed anything. */
    static boolean failedBefore(Progress progress) {
        return NO.equals(progress.kept().get(KEPT));
    }

    @Override
    public String id() {
        return "baseline";
    }

    @Override
    public String title() {
        return "Ask the version that is live";
    }

    @Override
    public StepResult run(Progress progress) throws InterruptedException {
        if (idle.getAsBoolean()) {
            return new StepResult.NotNeeded("nothing will be changed");
        }
        if (progress.anchor().isEmpty()) {
            return new StepResult.NotNeeded("no version was live before");
        }
        if (progress.serving() || progress.kept().containsKey(KEPT)) {
            return new StepResult.NotNeeded("a run before this one asked it");
        }
        ApiResult<Boolean> reached = reachable.get();
        if (reached.failure().isPresent()) {
            return unread(reached.failure().get());
        }
        return reached.orElseThrow()
                ? ask(progress.anchor().get(), progress)
                : new StepResult.AlreadyDone(
                        "nobody can reach it: its workers.dev address is switched off", progress.keeping(KEPT, NO));
    }

    private StepResult ask(String anchor, Progress progress) throws InterruptedException {
        Optional<Duration> latency = smoker.latency(environment, anchor);
        return new StepResult.AlreadyDone(
                latency.map(time -> "version " + anchor + " passes the smoke test, in " + time.toMillis() + " ms")
                        .orElse("version " + anchor
                                + " does not pass this commit's smoke test, before anything is changed"),
                Latency.keep(latency, progress.keeping(KEPT, latency.isPresent() ? "yes" : NO)));
    }

    private static StepResult unread(ApiFailure failure) {
        return new StepResult.Failed(
                failure.message(),
                List.of(),
                "users still meet what they met before; this run has changed nothing of theirs",
                "run the same command again: it goes on where this run stopped",
                Aftermath.NOTHING);
    }
}
