package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.assets.WorkerAssets;
import com.pmerit.d4.sandbox.workers.StoredVersion.ModuleReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The directory over the present state of all accounts. */
final class LiveDirectory implements WorkerDirectory {
    private static final String WORKERS_DEV = ".workers.dev";
    private static final int PREVIEW_DIGITS = 8;

    private final List<AccountWorkers> accounts;
    private final AssetSessions sessions;

    LiveDirectory(Collection<AccountWorkers> accounts, AssetSessions sessions) {
        this.accounts = List.copyOf(accounts);
        this.sessions = sessions;
    }

    @Override
    public Optional<Target> at(String host, String path) {
        return accounts.stream()
                .flatMap(account -> at(account.account(), account.state(), host, path).stream())
                .findFirst();
    }

    @Override
    public Optional<RunnableVersion> version(String account, String script, String versionId) {
        Optional<AccountWorkers> owner = accounts.stream()
                .filter(candidate -> candidate.account().equals(account))
                .findFirst();
        return owner.flatMap(known -> known.state()
                .script(script)
                .flatMap(found -> found.version(versionId))
                .map(version -> runnable(known, script, version, files(known, script, version))));
    }

    private static Optional<Target> at(String account, AccountState state, String host, String path) {
        String suffix = "." + state.subdomain() + WORKERS_DEV;
        if (!state.subdomain().isEmpty() && host.endsWith(suffix)) {
            return onWorkersDev(account, state, host.substring(0, host.length() - suffix.length()));
        }
        Optional<String> owner = state.domains().stream()
                .filter(domain -> domain.enabled() && domain.hostname().equals(host))
                .map(AccountState.CustomDomain::service)
                .findFirst()
                .or(() -> RoutePattern.owner(state, host, path));
        return owner.flatMap(state::script).flatMap(script -> deployed(account, script));
    }

    private static Optional<Target> onWorkersDev(String account, AccountState state, String label) {
        Optional<Script> script = state.script(label);
        if (script.isPresent()) {
            return script.filter(found -> found.triggers().workersDev()).flatMap(found -> deployed(account, found));
        }
        return state.scripts().values().stream()
                .filter(candidate -> candidate.triggers().previews())
                .filter(candidate -> label.endsWith("-" + candidate.name()))
                .flatMap(candidate -> preview(account, candidate, label).stream())
                .findFirst();
    }

    private static Optional<Target> preview(String account, Script script, String label) {
        String prefix = label.substring(0, label.length() - script.name().length() - 1);
        return script.versions().stream()
                .filter(version -> version.id().substring(0, PREVIEW_DIGITS).equals(prefix)
                        || prefix.equalsIgnoreCase(version.annotations().getOrDefault(Annotations.ALIAS, "")))
                .max(Comparator.comparingInt(StoredVersion::number))
                .map(version -> new Exact(account, script.name(), version.id()));
    }

    private static Optional<Target> deployed(String account, Script script) {
        return script.active().map(deployment -> new Deployed(account, script.name(), deployment.shares()));
    }

    private Optional<WorkerAssets> files(AccountWorkers account, String script, StoredVersion version) {
        if (version.code().assets().manifest().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    sessions.load(account.account(), script, version.code().assets()));
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    static RunnableVersion runnable(
            AccountWorkers account, String script, StoredVersion version, Optional<WorkerAssets> files) {
        Map<String, SecretValue> secrets = new TreeMap<>();
        version.secrets()
                .forEach((name, revision) -> secrets.put(name, account.vault().value(name, revision)));
        List<Binding> bindings = new ArrayList<>();
        for (ObjectNode binding : version.bindings()) {
            bindings.add(bound(binding, script + "/" + version.id()));
        }
        return new RunnableVersion(
                account.account(),
                script,
                version.id(),
                version.code().mainModule(),
                modules(account, version),
                version.code().compatibilityDate(),
                version.code().compatibilityFlags(),
                bindings,
                secrets,
                version.createdOn(),
                version.annotations().getOrDefault("workers/tag", ""),
                files);
    }

    /** The runtime asks for a version's own files by this name. */
    private static Binding bound(ObjectNode binding, String files) {
        String type = binding.path("type").asText();
        ObjectNode complete = type.equals("assets") ? binding.deepCopy().put("resource", files) : binding;
        return new Binding(BindingRules.name(binding), type, complete);
    }

    private static List<WorkerModule> modules(AccountWorkers account, StoredVersion version) {
        List<WorkerModule> modules = new ArrayList<>();
        for (ModuleReference module : version.code().modules()) {
            if (module.kind() != ModuleKind.SOURCE_MAP) {
                WorkerModule loaded = load(account, module);
                boolean main = module.name().equals(version.code().mainModule());
                modules.add(main ? 0 : modules.size(), loaded);
            }
        }
        return modules;
    }

    private static WorkerModule load(AccountWorkers account, ModuleReference module) {
        try {
            return new WorkerModule(
                    module.name(), module.kind(), account.contents().get(module.sha256()));
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }
}
