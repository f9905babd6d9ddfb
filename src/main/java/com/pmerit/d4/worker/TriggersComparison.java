package com.pmerit.d4.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.CanonicalJson;
import com.pmerit.d4.contract.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads what calls a Worker and the settings that no version carries, and holds them against the wrangler config. Three requests; writes
 * nothing. Routes are not read: they belong to zones, which a token for Workers need not see.
 */
public final class TriggersComparison {
    private static final List<String> ROUTES = List.of("route", "routes");

    private final AccountApi account;

    /** Reads from this account. */
    public TriggersComparison(AccountApi account) {
        this.account = account;
    }

    /** Those that the config names, then those that it has no word on; empty for a Worker that does not exist. */
    public ApiResult<Optional<List<ComparedTrigger>>> of(Environment environment) {
        return new TriggersReading(account)
                .now(environment.worker())
                .orAbsent()
                .map(found -> found.map(now -> compared(environment, now)));
    }

    private List<ComparedTrigger> compared(Environment environment, KeptTriggers now) {
        List<ComparedTrigger> all = new ArrayList<>();
        Map<String, String> unstated = new TreeMap<>();
        if (!now.schedules().isEmpty()) {
            unstated.put(Triggers.SCHEDULES, Triggers.shown(now.schedules()));
        }
        now.settings().forEach((key, value) -> {
            if (!isOff(value)) {
                unstated.put(key, CanonicalJson.of(value));
            }
        });
        new Triggers(environment, account).against(now).forEach(trigger -> {
            unstated.remove(trigger.name());
            all.add(new ComparedTrigger(trigger.name(), Optional.of(trigger.before()), Optional.of(trigger.after())));
        });
        unstated.forEach((name, live) -> all.add(new ComparedTrigger(name, Optional.of(live), Optional.empty())));
        ROUTES.stream()
                .map(key -> WranglerBindings.node(environment.wrangler(), key))
                .filter(node -> !node.isMissingNode())
                .findFirst()
                .ifPresent(routes -> all.add(
                        new ComparedTrigger("routes", Optional.empty(), Optional.of(CanonicalJson.of(routes)))));
        return all;
    }

    /** Cloudflare tells of a setting that nobody ever made, too. */
    private static boolean isOff(JsonNode value) {
        JsonNode enabled = value.isObject() ? value.path("enabled") : value;
        return (enabled.isBoolean() && !enabled.booleanValue()) || (value.isContainerNode() && value.isEmpty());
    }
}
