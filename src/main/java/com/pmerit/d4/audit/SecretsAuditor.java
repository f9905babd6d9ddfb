package com.pmerit.d4.audit;

import com.pmerit.d4.audit.CodeReading.Use;
import com.pmerit.d4.audit.MigrationsAudit.Trouble;
import com.pmerit.d4.audit.SecretsAudit.EnvironmentSecrets;
import com.pmerit.d4.audit.SecretsAudit.Finding;
import com.pmerit.d4.audit.SecretsAudit.Kind;
import com.pmerit.d4.audit.SecretsAudit.Presence;
import com.pmerit.d4.audit.SecretsAudit.Secret;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Worker;
import com.pmerit.d4.worker.Bundle;
import com.pmerit.d4.worker.BundleSource;
import com.pmerit.d4.worker.Bundling;
import com.pmerit.d4.worker.LiveWorker;
import com.pmerit.d4.worker.LiveWorkers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Holds the secrets that the POM names against those that live versions have and those that the code reads. Writes nothing. */
public final class SecretsAuditor {
    private final LiveWorkers live;

    /** Prepares audits in one account. */
    public SecretsAuditor(AccountApi account) {
        this(new LiveWorkers(account));
    }

    /** Prepares audits of what this reader sees. */
    SecretsAuditor(LiveWorkers live) {
        this.live = live;
    }

    /**
     * Looks at these environments. The code of each is searched, for their bundles may differ; without one of them nothing can be said.
     *
     * @throws InterruptedException when the build is stopped
     */
    public SecretsAudit audit(Worker worker, List<Environment> environments, BundleSource bundles)
            throws InterruptedException {
        Set<String> bound = new HashSet<>();
        List<CodeReading.Searched> searched = new ArrayList<>();
        for (Environment environment : environments) {
            Bundling bundling = bundles.bundle(environment);
            if (bundling instanceof Bundling.Impossible impossible) {
                CodeReading unknown = new CodeReading.Unknown(impossible.why() + " -> " + impossible.remedy());
                return audit(worker, environments, unknown, Set.of());
            }
            Bundle bundle = ((Bundling.Made) bundling).bundle();
            searched.add(CodeSearch.in(bundle.modules()));
            bundle.bindings().forEach(binding -> bound.add(binding.name()));
            bound.addAll(environment.vars().keySet());
            bound.addAll(environment.databases().keySet());
            bound.addAll(environment.buckets().keySet());
        }
        return audit(worker, environments, together(searched), bound);
    }

    private static CodeReading together(List<CodeReading.Searched> parts) {
        return new CodeReading.Searched(
                parts.stream().flatMap(part -> part.read().stream()).collect(Collectors.toSet()),
                parts.stream().flatMap(part -> part.words().stream()).collect(Collectors.toSet()),
                parts.stream().anyMatch(CodeReading.Searched::dynamic),
                parts.stream()
                        .flatMap(part -> part.unsearched().stream())
                        .distinct()
                        .sorted()
                        .toList());
    }

    /**
     * Looks at these environments.
     *
     * @param otherNames the names that the wrangler config binds to something else than a secret
     */
    public SecretsAudit audit(Worker worker, List<Environment> environments, CodeReading code, Set<String> otherNames) {
        List<EnvironmentSecrets> read = environments.stream().map(this::read).toList();
        List<Secret> secrets = names(worker, read, code, otherNames).stream()
                .map(name -> secret(name, worker.secrets().contains(name), environments, read, code))
                .toList();
        return new SecretsAudit(read, code, secrets);
    }

    private EnvironmentSecrets read(Environment environment) {
        return live.remembered(environment.worker())
                .fold(found -> read(environment, found), failure -> unreadable(environment, failure));
    }

    private static EnvironmentSecrets read(Environment environment, LiveWorker worker) {
        if (worker instanceof LiveWorker.Split) {
            return unreadable(
                    environment,
                    environment.worker() + " splits its traffic between versions, and each has secrets of its own",
                    "finish or undo that deployment first: npx wrangler versions deploy --name "
                            + environment.worker());
        }
        boolean serves = worker instanceof LiveWorker.Serving;
        return new EnvironmentSecrets(
                environment.name(),
                environment.worker(),
                serves,
                worker instanceof LiveWorker.Serving serving ? bound(serving.version()) : Map.of(),
                Optional.empty());
    }

    private static Map<String, Presence> bound(WorkerVersion version) {
        Map<String, Presence> bound = new HashMap<>();
        version.bindings().forEach(binding -> bound.put(binding.name(), presence(binding)));
        return bound;
    }

    private static Presence presence(Binding binding) {
        return switch (binding.type()) {
            case Binding.SECRET_TEXT, "secret_key", "secrets_store_secret" -> Presence.SECRET;
            case "plain_text", "json" -> Presence.VAR;
            default -> Presence.OTHER;
        };
    }

    private static EnvironmentSecrets unreadable(Environment environment, ApiFailure failure) {
        return unreadable(environment, failure.message(), "run the same command again");
    }

    private static EnvironmentSecrets unreadable(Environment environment, String why, String remedy) {
        return new EnvironmentSecrets(
                environment.name(), environment.worker(), false, Map.of(), Optional.of(new Trouble(why, remedy)));
    }

    private static Set<String> names(
            Worker worker, List<EnvironmentSecrets> read, CodeReading code, Set<String> otherNames) {
        Set<String> others = new TreeSet<>();
        read.forEach(each -> each.bound().forEach((name, presence) -> {
            if (presence == Presence.SECRET) {
                others.add(name);
            }
        }));
        if (code instanceof CodeReading.Searched searched) {
            searched.read().stream()
                    .filter(name -> !otherNames.contains(name))
                    .filter(name -> read.stream()
                            .allMatch(each -> each.of(name) == Presence.ABSENT || each.of(name) == Presence.UNKNOWN))
                    .forEach(others::add);
        }
        Set<String> names = new LinkedHashSet<>(worker.secrets());
        names.addAll(others);
        return names;
    }

    private static Secret secret(
            String name,
            boolean declared,
            List<Environment> environments,
            List<EnvironmentSecrets> read,
            CodeReading code) {
        Map<String, Presence> presence = new LinkedHashMap<>();
        read.forEach(each -> presence.put(each.name(), each.of(name)));
        List<Finding> findings = new ArrayList<>();
        if (declared) {
            find(findings, Kind.MISSING, presence, Presence.ABSENT::equals);
            find(findings, Kind.PLAIN_TEXT, presence, found -> found == Presence.VAR || found == Presence.OTHER);
        } else {
            List<String> shadowed = environments.stream()
                    .filter(each -> each.vars().containsKey(name) && presence.get(each.name()) == Presence.SECRET)
                    .map(Environment::name)
                    .toList();
            find(findings, Kind.NOT_IN_POM, presence, Presence.SECRET::equals);
            if (!shadowed.isEmpty()) {
                findings.add(new Finding(Kind.SHADOWED, shadowed));
            }
        }
        boolean set = presence.containsValue(Presence.SECRET);
        Use use = code.use(name);
        if (!declared && !set) {
            findings.add(new Finding(Kind.NOT_BOUND, List.of()));
        } else if (use == Use.NOT_FOUND) {
            findings.add(new Finding(Kind.NOT_FOUND, List.of()));
        }
        return new Secret(name, declared, use, presence, findings);
    }

    private static void find(
            List<Finding> findings, Kind kind, Map<String, Presence> presence, Predicate<Presence> is) {
        List<String> where = presence.entrySet().stream()
                .filter(each -> is.test(each.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (!where.isEmpty()) {
            findings.add(new Finding(kind, where));
        }
    }
}
