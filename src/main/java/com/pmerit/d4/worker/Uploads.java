package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.cloudflare.WorkerUpload;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.contract.Environment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the request that brings a bundle to an environment, all in one: code, bindings, kept secrets, who and what. */
final class Uploads {
    private static final int ANNOTATION_BYTES = 100;

    private Uploads() {}

    /**
     * Makes an upload.
     *
     * <p>Each secret of the deployed version is inherited from that version by its id. Without the id Cloudflare inherits
     * from the latest uploaded version, which after an interrupted release is another one.
     *
     * @param anchor the deployed version; nothing for a first deploy
     * @param message what a person reads beside the version, such as the commit
     */
    static WorkerUpload of(
            Bundling.Made made, Environment environment, Optional<WorkerVersion> anchor, String message) {
        Bundle bundle = made.bundle();
        List<Binding> bindings = new ArrayList<>(WantedBindings.of(bundle, environment));
        anchor.ifPresent(version ->
                keptSecrets(bindings, version).forEach(name -> bindings.add(Binding.inherit(name, version.id()))));
        return new WorkerUpload(
                bundle.mainModule(),
                bundle.modules(),
                bundle.compatibilityDate(),
                bundle.compatibilityFlags(),
                bindings,
                Map.of(),
                WorkerUpload.SECRET_TYPES,
                Map.of("workers/tag", made.digest().hex(), "workers/message", bounded(message)),
                bundle.further());
    }

    /** The names of the anchor's secrets that an upload inherits: all but those that a wanted binding replaces. */
    static List<String> keptSecrets(List<Binding> wanted, WorkerVersion anchor) {
        return anchor.secretNames().stream()
                .filter(name ->
                        wanted.stream().noneMatch(binding -> binding.name().equals(name)))
                .toList();
    }

    /** Cloudflare takes annotations of at most 100 bytes. */
    static String bounded(String message) {
        StringBuilder kept = new StringBuilder();
        int bytes = 0;
        for (int character : message.codePoints().toArray()) {
            String text = Character.toString(character);
            bytes += text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > ANNOTATION_BYTES) {
                break;
            }
            kept.append(text);
        }
        return kept.toString();
    }
}
