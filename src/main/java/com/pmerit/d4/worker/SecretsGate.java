package com.pmerit.d4.worker;

import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.PutSecretCommand;
import com.pmerit.d4.contract.Worker;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import java.util.List;

/** Every secret that the POM names is bound to the version that the target runs. Values are never read. */
public final class SecretsGate implements Gate {
    private final Worker worker;
    private final Environment target;
    private final LiveWorkers live;

    /** Checks the secrets of one environment. */
    public SecretsGate(Worker worker, Environment target, LiveWorkers live) {
        this.worker = worker;
        this.target = target;
        this.live = live;
    }

    @Override
    public String id() {
        return "secrets";
    }

    @Override
    public String title() {
        return "Every named secret is set";
    }

    @Override
    public Verdict check() {
        if (worker.secrets().isEmpty()) {
            return new Verdict.Passed("the POM names no secret");
        }
        return live.remembered(target.worker())
                .fold(this::verdict, failure -> new Verdict.Failed("the secrets cannot be read", failure.message()));
    }

    private Verdict verdict(LiveWorker worker) {
        if (worker instanceof LiveWorker.Serving serving) {
            return compared(serving.version().secretNames());
        }
        if (worker instanceof LiveWorker.Split split) {
            return GradualDeployment.verdict(target, split);
        }
        return missing(
                this.worker.secrets(), "Worker " + target.worker() + " does not exist yet, so it has no secrets");
    }

    private Verdict compared(List<String> present) {
        List<String> absent = worker.secrets().stream()
                .filter(name -> !present.contains(name))
                .toList();
        return absent.isEmpty()
                ? new Verdict.Passed(
                        worker.secrets().size() + " of " + worker.secrets().size() + " set on " + target.worker())
                : missing(absent, absent.size() + " of " + worker.secrets().size() + " missing on " + target.worker());
    }

    private Verdict missing(List<String> names, String summary) {
        return new Verdict.Failed(
                summary,
                names,
                PutSecretCommand.of(target.name(), names)
                        + (names.size() == 1
                                ? "   (its value in an environment variable of that name)"
                                : "   (each value in an environment variable of its name)"));
    }
}
