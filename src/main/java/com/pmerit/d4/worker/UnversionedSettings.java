package com.pmerit.d4.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.ScriptSettings;
import com.pmerit.d4.contract.CanonicalJson;
import com.pmerit.d4.contract.Environment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings that belong to a script and to none of its versions, which no upload of a version changes.
 *
 * <p>What the wrangler config does not name stays as it is. wrangler itself turns observability off that somebody turned on
 * elsewhere; d4 takes nothing away that nobody mentioned.
 */
final class UnversionedSettings {
    static final List<String> KEYS = List.of("observability", "logpush", "tail_consumers");

    private final Environment environment;
    private final AccountApi account;

    UnversionedSettings(Environment environment, AccountApi account) {
        this.environment = environment;
        this.account = account;
    }

    /** Those that the wrangler config names, as they are and as it wants them. Asks nothing when it names none. */
    ApiResult<List<Trigger>> compare() {
        return wanted().isEmpty()
                ? new ApiResult.Ok<>(List.of())
                : account.settings().getScript(environment.worker()).map(this::against);
    }

    /** The same of what was read before. */
    List<Trigger> against(ScriptSettings now) {
        return wanted().entrySet().stream()
                .map(setting -> trigger(now, setting.getKey(), setting.getValue()))
                .toList();
    }

    private Map<String, JsonNode> wanted() {
        Map<String, JsonNode> wanted = new TreeMap<>(environment.wrangler().raw());
        wanted.keySet().retainAll(KEYS);
        return wanted;
    }

    /** Cloudflare may tell more of a setting than was ever sent, such as its defaults. */
    private Trigger trigger(ScriptSettings now, String key, JsonNode wanted) {
        JsonNode live = now.fields().get(key);
        String after = CanonicalJson.of(wanted);
        boolean asWanted = live != null && SameJson.holds(live, wanted);
        String before = live == null ? "not set" : CanonicalJson.of(live);
        return new Trigger(
                key,
                asWanted ? after : before,
                after,
                key,
                () -> account.settings().patchScript(environment.worker(), Map.of(key, wanted)));
    }
}
