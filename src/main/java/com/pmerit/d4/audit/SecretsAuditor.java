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
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Worker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Holds the secrets that the POM names against those that live versions have and those that the code reads. Writes nothing. */
public final class SecretsAuditor {
    private final AccountApi account;

    /** Prepares audits in one account. */
    public SecretsAuditor(AccountApi account) {
        this.account = account;
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
        return account.deployments()
                .list(environment.worker())
                .orAbsent()
                .fold(
                        found -> found.flatMap(list -> list.stream().findFirst())
                                .map(head -> read(environment, head))
                                .orElseGet(() -> new EnvironmentSecrets(
                                        environment.name(), environment.worker(), false, Map.of(), Optional.empty())),
                        failure -> unreadable(environment, failure));
    }

    private EnvironmentSecrets read(Environment environment, Deployment head) {
        if (head.soleVersion().isEmpty()) {
            return unreadable(
                    environment,
                    environment.worker() + " splits its traffic between versions, and each has secrets of its own",
                    "finish or undo that deployment first: npx wrangler versions deploy --name "
                            + environment.worker());
        }
        ApiResult<WorkerVersion> version =
                account.versions().get(environment.worker(), head.soleVersion().get());
        return version.fold(
                live -> new EnvironmentSecrets(
                        environment.name(), environment.worker(), true, bound(live), Optional.empty()),
                failure -> unreadable(environment, failure));
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
