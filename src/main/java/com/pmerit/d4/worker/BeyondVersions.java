package com.pmerit.d4.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.contract.WranglerEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a wrangler config may ask for that the upload of a version alone does not bring: left out in silence it would be
 * lost, so it is refused.
 */
final class BeyondVersions {
    private static final List<String> KEYS =
            List.of("site", "migrations", "exports", "containers", "workflows", "python_modules");

    private BeyondVersions() {}

    /** Why the environment cannot be released by d4; nothing when it can. */
    static Optional<Bundling> refusal(WranglerEnvironment config) {
        List<String> found = new ArrayList<>();
        for (String key : KEYS) {
            JsonNode value = WranglerBindings.node(config, key);
            if (!value.isMissingNode() && !(value.isContainerNode() && value.isEmpty())) {
                found.add(config.key(key));
            }
        }
        if (!WranglerBindings.node(config, "queues").path("consumers").isEmpty()) {
            found.add(config.key("queues.consumers"));
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Bundling.Impossible(
                        "the wrangler config asks for what d4 does not deploy: " + String.join(", ", found),
                        List.of(),
                        "deploy this Worker with npx wrangler deploy, or take it out of the config"));
    }
}
