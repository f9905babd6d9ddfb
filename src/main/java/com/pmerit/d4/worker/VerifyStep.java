package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Worker;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the deployed version's own record back and holds it against what was promised. Writes nothing. */
public final class VerifyStep implements Step {
    private final Worker worker;
    private final Environment environment;
    private final BundleSource bundles;
    private final LiveWorkers live;

    /** Prepares the comparison. */
    public VerifyStep(Worker worker, Environment environment, BundleSource bundles, LiveWorkers live) {
        this.worker = worker;
        this.environment = environment;
        this.bundles = bundles;
        this.live = live;
    }

    @Override
    public String id() {
        return "verify";
    }

    @Override
    public String title() {
        return "Read back what is live";
    }

    @Override
    public StepResult run(Progress progress) throws InterruptedException {
        Bundling bundling = bundles.bundle(environment);
        if (!(bundling instanceof Bundling.Made made)) {
            throw new IllegalStateException("the release was deployed without a bundle");
        }
        return live.now(environment.worker())
                .fold(
                        found -> compared(made, found, progress),
                        failure -> failed(List.of(failure.message()), progress, Aftermath.HUMAN));
    }

    private StepResult compared(Bundling.Made made, LiveWorker found, Progress progress) {
        if (!(found instanceof LiveWorker.Serving serving)) {
            return failed(
                    List.of(environment.worker() + " does not run one version at 100 %"), progress, Aftermath.OVER);
        }
        List<String> faults = new ArrayList<>();
        boolean foreign =
                !progress.version().equals(Optional.of(serving.version().id()));
        if (foreign) {
            faults.add("version " + serving.version().id() + " is live, not the one of this release");
        }
        Optional<StaticAssets> assets = made.bundle().assets();
        if (assets.isPresent()
                && !serving.version()
                        .summary()
                        .tag()
                        .equals(Optional.of(made.digest().hex()))) {
            faults.add("the live version's tag names other code or other static files");
        }
        List<Binding> bindings = serving.version().bindings();
        BindingDelta delta = BindingDelta.between(bindings, WantedBindings.of(made.bundle(), environment));
        delta.added().forEach(binding -> faults.add(binding.name() + " is not bound"));
        delta.changedVariables().forEach(change -> faults.add(change.live().name() + " is live with another value"));
        faults.addAll(delta.dangers());
        worker.secrets().stream()
                .filter(name -> !serving.version().secretNames().contains(name))
                .forEach(name -> faults.add("the secret " + name + " is gone"));
        return faults.isEmpty()
                ? new StepResult.AlreadyDone(
                        "as promised: bindings "
                                + (bindings.size()
                                        - serving.version().secretNames().size()) + ", secrets "
                                + serving.version().secretNames().size()
                                + assets.map(files -> ", static files "
                                                + files.files().size())
                                        .orElse(""),
                        progress)
                : failed(faults, progress, foreign ? Aftermath.OVER : wrong(progress));
    }

    private static Aftermath wrong(Progress progress) {
        return progress.canGoBack() ? Aftermath.TAKE_BACK : Aftermath.HUMAN;
    }

    private StepResult failed(List<String> faults, Progress progress, Aftermath aftermath) {
        return new StepResult.Failed(
                "what is live on " + environment.worker() + " is not what was promised",
                faults,
                "version " + progress.version().orElse("of this release") + " was put live by this release"
                        + progress.anchor()
                                .map(anchor -> "; before it " + anchor)
                                .orElse(""),
                "look at npx wrangler deployments list --name " + environment.worker() + ", then run this again",
                aftermath);
    }
}
