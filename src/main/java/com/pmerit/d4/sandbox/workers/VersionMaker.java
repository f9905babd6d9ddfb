package com.pmerit.d4.sandbox.workers;

import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.state.ContentStore;
import com.pmerit.d4.sandbox.state.Stamps;
import com.pmerit.d4.sandbox.workers.BindingResolver.Resolved;
import com.pmerit.d4.sandbox.workers.Script.Triggers;
import com.pmerit.d4.sandbox.workers.StoredVersion.Code;
import com.pmerit.d4.sandbox.workers.StoredVersion.CodeAssets;
import com.pmerit.d4.sandbox.workers.StoredVersion.ModuleReference;
import com.pmerit.d4.sandbox.workers.WorkerDirectory.Share;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;

/** Makes scripts, versions and deployments; it changes nothing that exists. */
final class VersionMaker {
    private final ContentStore contents;
    private final SecretVault vault;
    private final Stamps stamps;
    private final BindingRules rules;

    VersionMaker(ContentStore contents, SecretVault vault, Stamps stamps, BindingRules rules) {
        this.contents = contents;
        this.vault = vault;
        this.stamps = stamps;
        this.rules = rules;
    }

    BindingResolver bindingsOf(Optional<Script> script) {
        return new BindingResolver(rules, vault, script);
    }

    Script script(String name, String source) {
        String now = stamps.next();
        return new Script(
                name,
                UUID.randomUUID().toString().replace("-", ""),
                now,
                now,
                source,
                Json.mapper().createObjectNode(),
                List.of(),
                List.of(),
                Triggers.none());
    }

    Code code(Upload upload, CodeAssets assets) throws IOException {
        List<ModuleReference> modules = new ArrayList<>();
        for (WorkerModule module : upload.modules()) {
            modules.add(new ModuleReference(module.name(), module.kind(), contents.put(module.content())));
        }
        return new Code(
                upload.mainModule(),
                modules,
                upload.compatibilityDate(),
                upload.compatibilityFlags(),
                upload.options(),
                etag(modules, assets),
                assets);
    }

    StoredVersion version(
            Script script,
            String source,
            String trigger,
            Map<String, String> annotations,
            Code code,
            Resolved bindings) {
        return new StoredVersion(
                UUID.randomUUID().toString(),
                script.versions().size() + 1,
                stamps.next(),
                source,
                trigger,
                annotations,
                code,
                bindings.bindings(),
                bindings.secrets());
    }

    StoredDeployment deployment(String source, Map<String, String> annotations, List<Share> shares) {
        return new StoredDeployment(UUID.randomUUID().toString(), stamps.next(), source, annotations, shares);
    }

    /** The script with one more version that takes all traffic. */
    Script deployed(Script script, StoredVersion version, Map<String, String> annotations) {
        return script.with(version)
                .with(deployment(version.source(), annotations, List.of(new Share(version.id(), 100))));
    }

    /** SHA-256 over the names and contents of the code, source maps left out, and over its files. */
    private static String etag(List<ModuleReference> modules, CodeAssets assets) {
        StringBuilder code = new StringBuilder(assets.manifest());
        modules.stream()
                .filter(module -> module.kind() != ModuleKind.SOURCE_MAP)
                .sorted(Comparator.comparing(ModuleReference::name))
                .forEach(module -> code.append(module.name())
                        .append('\0')
                        .append(module.sha256())
                        .append('\n'));
        return DigestUtils.sha256Hex(code.toString());
    }
}
