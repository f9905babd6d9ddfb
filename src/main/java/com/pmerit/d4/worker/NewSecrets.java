package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Worker;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Secrets that are to be set: names, and values that nothing shows.
 *
 * @param values at least one
 */
public record NewSecrets(Map<String, SecretValue> values) {
    /** Cloudflare changes at most 100 at once. */
    private static final int MOST = 100;

    /**
     * Sorts them.
     *
     * @throws IllegalArgumentException when there are none, or more than 100
     */
    public NewSecrets {
        if (values.isEmpty() || values.size() > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " secrets can be set at once, not " + values.size());
        }
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** The names, sorted. */
    public Set<String> names() {
        return values.keySet();
    }

    /** What stands beside the deployment in Cloudflare's lists. */
    public String message() {
        return "Secrets set by d4: " + String.join(", ", names());
    }

    /**
     * Why a name of them must not be set: nobody asked for it, or the next release would put a var in its place.
     *
     * @param live the version that is live; empty where none is
     */
    Optional<StepResult.Failed> unfit(Worker worker, Environment environment, Optional<WorkerVersion> live) {
        List<String> set = live.map(WorkerVersion::secretNames).orElse(List.of());
        List<String> strangers = names().stream()
                .filter(name -> !worker.secrets().contains(name) && !set.contains(name))
                .toList();
        if (!strangers.isEmpty()) {
            return Optional.of(refused(
                    "neither the POM names " + String.join(", ", strangers) + " nor has " + environment.worker()
                            + " a secret of that name",
                    "is it spelled right? If it is new, name it in the POM first: <worker><secrets><secret>"
                            + strangers.get(0) + "</secret>"));
        }
        List<String> vars =
                names().stream().filter(environment.vars()::containsKey).toList();
        return vars.isEmpty()
                ? Optional.empty()
                : Optional.of(refused(
                        String.join(", ", vars) + " is a var of " + environment.name()
                                + " still: the next release would put it in the place of the secret, in plain text",
                        "take it out of the vars of POM and " + worker.config().getFileName()
                                + ", and name it in <worker><secrets>"));
    }

    private static StepResult.Failed refused(String why, String remedy) {
        return new StepResult.Failed(why, List.of(), "no secret was set", remedy, Aftermath.NOTHING);
    }
}
