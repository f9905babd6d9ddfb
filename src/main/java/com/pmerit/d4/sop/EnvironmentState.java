package com.pmerit.d4.sop;

import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.SecretLook;
import com.pmerit.d4.contract.Variable;
import com.pmerit.d4.release.RollbackChoice;
import com.pmerit.d4.sop.BoundName.Standing;
import com.pmerit.d4.worker.LiveWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One environment: what the contract promises of it, and what was read.
 *
 * @param environment the promise
 * @param live what its Worker runs
 * @param rollback the version that a rollback would go back to
 */
public record EnvironmentState(Environment environment, Reading<LiveWorker> live, Reading<RollbackChoice> rollback) {

    /** The id of the version that takes all traffic, if one does and it could be read. */
    public Optional<String> versionId() {
        return version().map(WorkerVersion::id);
    }

    /** The id of the version that a rollback would go back to, if there is one. */
    public Optional<String> wayBack() {
        return rollback.value()
                .filter(RollbackChoice.Chosen.class::isInstance)
                .map(chosen ->
                        ((RollbackChoice.Chosen) chosen).target().version().id());
    }

    /** Whether it is known that nothing is live, so that nothing is bound. */
    boolean isEmpty() {
        return live.value().filter(LiveWorker.Absent.class::isInstance).isPresent();
    }

    /** Why nothing is known of the bindings that are live; empty when they are known. */
    public Optional<String> withoutBindings() {
        return live.fold(this::withoutBindings, Optional::of);
    }

    private Optional<String> withoutBindings(LiveWorker found) {
        if (found instanceof LiveWorker.Split split) {
            return Optional.of(environment.name() + " splits its traffic: " + split.shares());
        }
        return found instanceof LiveWorker.Absent
                ? Optional.of("nothing is live in " + environment.name())
                : Optional.empty();
    }

    /** All bindings but secrets: databases, buckets and variables of the contract, then what is live alone. */
    public List<BoundName> bindings() {
        List<BoundName> all = new ArrayList<>();
        environment
                .databases()
                .forEach((name, database) -> all.add(new BoundName(
                        name,
                        "D1",
                        Optional.of(database.id()),
                        database.name(),
                        standing(
                                name,
                                binding -> binding.text("id")
                                        .filter(database.id()::equals)
                                        .isPresent()))));
        environment
                .buckets()
                .forEach((name, bucket) -> all.add(new BoundName(
                        name,
                        "R2",
                        Optional.empty(),
                        bucket.shown(),
                        standing(
                                name,
                                binding -> binding.text("bucket_name")
                                        .filter(bucket.name()::equals)
                                        .isPresent()))));
        environment
                .vars()
                .forEach((name, value) -> all.add(new BoundName(
                        name,
                        "var",
                        Optional.empty(),
                        SecretLook.shown(name, value),
                        standing(name, binding -> isSame(value, binding)))));
        version()
                .ifPresent(version -> version.bindings().stream()
                        .filter(binding -> !binding.isSecret())
                        .filter(binding ->
                                all.stream().noneMatch(each -> each.name().equals(binding.name())))
                        .forEach(binding -> all.add(new BoundName(
                                binding.name(), binding.type(), Optional.empty(), "-", Standing.ONLY_LIVE))));
        return all;
    }

    private static boolean isSame(Variable promised, Binding binding) {
        return promised instanceof Variable.Json
                ? binding.type().equals("json")
                : binding.text("text").filter(promised.shown()::equals).isPresent();
    }

    private Standing standing(String name, Predicate<Binding> same) {
        if (withoutBindings().isPresent()) {
            return Standing.NOT_VERIFIED;
        }
        return bound(name)
                .map(binding -> same.test(binding) ? Standing.SAME : Standing.DIFFERS)
                .orElse(Standing.NOT_BOUND);
    }

    /** The promise of a name, and how the live version stands to it; empty when there is neither. */
    Optional<BoundName> binding(String name) {
        return bindings().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The names of the secrets of the live version. */
    public List<String> secretNames() {
        return version().map(WorkerVersion::secretNames).orElse(List.of());
    }

    /** How a secret stands in the live version, for a person: such as {@code set}, {@code missing}. */
    public String secret(String name) {
        if (withoutBindings().isPresent()) {
            return live.trouble().isPresent() ? "could not be read" : "not known, for no version is live";
        }
        return bound(name)
                .map(binding -> binding.isSecret() ? "set" : "not a secret, but " + binding.type())
                .orElse("missing");
    }

    /** What the live version has bound to a name. */
    Optional<Binding> bound(String name) {
        return version()
                .flatMap(version -> version.bindings().stream()
                        .filter(binding -> binding.name().equals(name))
                        .findFirst());
    }

    private Optional<WorkerVersion> version() {
        return live.value()
                .filter(LiveWorker.Serving.class::isInstance)
                .map(serving -> ((LiveWorker.Serving) serving).version());
    }
}
