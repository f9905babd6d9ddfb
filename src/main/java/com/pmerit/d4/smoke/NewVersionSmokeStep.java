package com.pmerit.d4.smoke;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Smoke;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The uploaded version answers and is healthy before any user meets it, and is not much slower than the one before. */
public final class NewVersionSmokeStep implements Step {
    private final Environment environment;
    private final Smoker smoker;
    private final PreviewAddress previews;

    /**
     * Asks one environment.
     *
     * @param account says whether versions have a host name of their own
     */
    public NewVersionSmokeStep(Environment environment, Smoker smoker, AccountApi account) {
        this.environment = environment;
        this.smoker = smoker;
        this.previews = new PreviewAddress(account);
    }

    @Override
    public String id() {
        return "smoke-new";
    }

    @Override
    public String title() {
        return "Smoke-test it before users meet it";
    }

    @Override
    public StepResult run(Progress progress) throws InterruptedException {
        String version = progress.version()
                .orElseThrow(() -> new IllegalStateException("the release is smoke-tested before it is uploaded"));
        if (progress.serving()) {
            return new StepResult.NotNeeded(
                    progress.anchor().isEmpty()
                            ? "a first version is live at once: no smoke test before traffic was possible"
                            : "version " + version + " takes all traffic already");
        }
        ApiResult<Optional<URI>> preview = previews.of(environment.worker(), version);
        if (preview.failure().isPresent()) {
            return failed(
                    preview.failure().get().message(),
                    List.of(),
                    "run the same command again: it goes on where this run stopped",
                    progress);
        }
        Optional<Duration> before = before(progress);
        SmokeResult result = ask(preview.orElseThrow(), new Versions(version, progress.anchor()));
        return result.passed()
                ? compared(result, before, Latency.keep(before, progress))
                : failed(result.summary(), result.details(), result.remedy().orElseThrow(), progress);
    }

    /** Measured before the new version is asked, so that both are asked of the same warm database. */
    private Optional<Duration> before(Progress progress) throws InterruptedException {
        Optional<Duration> kept = Latency.kept(progress);
        return kept.isPresent() || progress.anchor().isEmpty() || BaselineStep.failedBefore(progress)
                ? kept
                : smoker.latency(environment, progress.anchor().get());
    }

    private SmokeResult ask(Optional<URI> preview, Versions versions) throws InterruptedException {
        return preview.isPresent()
                ? smoker.preview(id(), environment, preview.get(), versions)
                : smoker.override(id(), environment, versions);
    }

    private StepResult compared(SmokeResult result, Optional<Duration> before, Progress progress) {
        String seen = result.proven();
        if (before.isEmpty()) {
            return new StepResult.AlreadyDone(
                    seen + "; how long it takes was not compared: the old version gave no right answer", progress);
        }
        Latency latency = new Latency(before.get(), result.latency().orElseThrow());
        if (!latency.isTooLong()) {
            return new StepResult.AlreadyDone(seen, progress);
        }
        return environment.smoke().latency() == Smoke.Latency.WARN
                ? new StepResult.AlreadyDone(seen + "; warning: " + latency.words(), progress)
                : failed(
                        "the new version is too slow: " + latency.words(),
                        result.details(),
                        "make it faster, or let it pass with a warning: <latency>warn</latency> in <smoke>",
                        progress);
    }

    private StepResult failed(String summary, List<String> details, String remedy, Progress progress) {
        return new StepResult.Failed(
                summary,
                details,
                "users still meet version " + progress.anchor().orElse("that was live before"),
                remedy,
                StepResult.Aftermath.NOTHING);
    }
}
