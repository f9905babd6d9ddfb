package com.pmerit.d4.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Environment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The settings that belong to a script and to none of its versions, which no upload of a version changes.
 *
 * <p>What the wrangler config does not name stays as it is. wrangler itself turns observability off that somebody turned on
 * elsewhere; d4 takes nothing away that nobody mentioned.
 */
final class UnversionedSettings {
    private static final List<String> KEYS = List.of("observability", "logpush", "tail_consumers");

    private final Environment environment;
    private final AccountApi account;

    UnversionedSettings(Environment environment, AccountApi account) {
        this.environment = environment;
        this.account = account;
    }

    /** Makes them as the wrangler config says; tells the names of those that were changed. */
    ApiResult<Set<String>> make() {
        Map<String, JsonNode> wanted =
                new LinkedHashMap<>(environment.wrangler().raw());
        wanted.keySet().retainAll(KEYS);
        if (wanted.isEmpty()) {
            return new ApiResult.Ok<>(Set.of());
        }
        String script = environment.worker();
        return account.settings().getScript(script).then(now -> {
            wanted.entrySet().removeIf(setting -> {
                JsonNode live = now.fields().get(setting.getKey());
                return SameJson.holds(live == null ? JsonNodeFactory.instance.missingNode() : live, setting.getValue());
            });
            return wanted.isEmpty()
                    ? new ApiResult.Ok<>(Set.of())
                    : account.settings().patchScript(script, wanted).map(done -> wanted.keySet());
        });
    }
}
