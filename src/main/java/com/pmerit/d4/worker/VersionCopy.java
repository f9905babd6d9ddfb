package com.pmerit.d4.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.cloudflare.VersionContent;
import com.pmerit.d4.cloudflare.WorkerUpload;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.release.ReleaseMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A version that differs from the deployed one by the values of some secrets and by nothing else. Each other binding is inherited
 * from that very version by its id; tag and message stay, for it is the same code of the same commit.
 */
final class VersionCopy {
    private static final String TAG = "workers/tag";
    private static final String MESSAGE = "workers/message";

    private final LiveWorker.Serving original;
    private final NewSecrets secrets;

    VersionCopy(LiveWorker.Serving original, NewSecrets secrets) {
        this.original = original;
        this.secrets = secrets;
    }

    /** Whether this is the code that the deployed version's tag names; true for a version whose tag names none. */
    boolean isOf(VersionContent content) {
        return original.digest()
                .map(digest -> digest.isCodeOf(CodeDigest.of(bundle(content))))
                .orElse(true);
    }

    /** The upload. */
    WorkerUpload of(VersionContent content) {
        Bundle bundle = bundle(content);
        List<Binding> inherited = version().bindings().stream()
                .filter(binding -> !secrets.names().contains(binding.name()))
                .map(binding -> Binding.inherit(binding.name(), version().id()))
                .toList();
        return new WorkerUpload(
                bundle.mainModule(),
                bundle.modules(),
                bundle.compatibilityDate(),
                bundle.compatibilityFlags(),
                inherited,
                secrets.values(),
                Set.of(),
                annotations(),
                bundle.further());
    }

    /** Whether a version bears the marks of this copy. */
    boolean isMarked(Map<String, String> annotations) {
        return annotations().entrySet().stream()
                .allMatch(mark -> mark.getValue().equals(annotations.get(mark.getKey())));
    }

    /** How a version that was made is not what it should be, line by line. */
    List<String> faults(WorkerVersion made) {
        Map<String, Binding> found = new LinkedHashMap<>();
        made.bindings().forEach(binding -> found.put(binding.name(), binding));
        List<String> faults = new ArrayList<>();
        for (String name : secrets.names()) {
            Binding binding = found.remove(name);
            if (binding == null || !binding.isSecret()) {
                faults.add(name + " is no secret in it");
            }
        }
        version().bindings().stream()
                .filter(binding -> !secrets.names().contains(binding.name()))
                .filter(binding -> !isSame(binding, Optional.ofNullable(found.remove(binding.name()))))
                .forEach(binding -> faults.add(binding.name() + " is not bound in it as it is live"));
        found.keySet().forEach(name -> faults.add(name + " is bound in it, and is not live"));
        if (!made.compatibilityDate().equals(version().compatibilityDate())
                || !Set.copyOf(made.compatibilityFlags())
                        .equals(Set.copyOf(version().compatibilityFlags()))) {
            faults.add("it has another compatibility date, or other flags");
        }
        version().repeated().forEach((field, value) -> {
            JsonNode other = made.repeated().get(field);
            if (other == null || !SameJson.same(value, other)) {
                faults.add("its " + field + " differ");
            }
        });
        return faults;
    }

    private static boolean isSame(Binding live, Optional<Binding> made) {
        return made.filter(binding -> SameJson.same(live.toJson(), binding.toJson()))
                .isPresent();
    }

    private Bundle bundle(VersionContent content) {
        Map<String, JsonNode> further = new LinkedHashMap<>(version().repeated());
        further.put("keep_assets", BooleanNode.TRUE);
        return new Bundle(
                content.mainModule(),
                content.modules(),
                version().compatibilityDate().orElse(""),
                version().compatibilityFlags(),
                List.of(),
                further);
    }

    private Map<String, String> annotations() {
        Map<String, String> annotations = new LinkedHashMap<>();
        tag().ifPresent(tag -> annotations.put(TAG, tag));
        annotations.put(
                MESSAGE,
                original.release()
                        .map(ReleaseMessage::text)
                        .or(() -> version().summary().message())
                        .orElseGet(() -> Uploads.bounded(secrets.message())));
        return annotations;
    }

    private Optional<String> tag() {
        return version().summary().tag();
    }

    private WorkerVersion version() {
        return original.version();
    }
}
