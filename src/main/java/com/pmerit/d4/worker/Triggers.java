package com.pmerit.d4.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.ScriptSettings;
import com.pmerit.d4.cloudflare.WorkersDev;
import com.pmerit.d4.contract.Environment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds the workers.dev address, the cron schedules and the settings that no version carries against the wrangler config. What
 * the config does not mention is left alone and not listed.
 */
final class Triggers {
    static final String WORKERS_DEV = "workers.dev";
    static final String SCHEDULES = "schedules";

    private final Environment environment;
    private final AccountApi account;

    Triggers(Environment environment, AccountApi account) {
        this.environment = environment;
        this.account = account;
    }

    /** All that the config has a word on, of a Worker that exists. Only reads. */
    ApiResult<List<Trigger>> compare() {
        return workersDev()
                .then(workersDev -> schedules()
                        .then(schedules -> new UnversionedSettings(environment, account)
                                .compare()
                                .map(settings -> {
                                    List<Trigger> all = new ArrayList<>(List.of(workersDev));
                                    all.addAll(schedules);
                                    all.addAll(settings);
                                    return List.copyOf(all);
                                })));
    }

    /** The workers.dev address where it is off and is to be on; empty where nothing has to be done for a version to be asked. */
    ApiResult<Optional<Trigger>> missingAddress() {
        return account.triggers()
                .workersDev(environment.worker())
                .map(now -> Optional.of(workersDev(now)).filter(trigger -> !now.enabled() && trigger.differs()));
    }

    /** The same of what was read before. Asks nothing. */
    List<Trigger> against(KeptTriggers now) {
        List<Trigger> all = new ArrayList<>(List.of(workersDev(now.workersDev())));
        if (namesSchedules()) {
            all.add(schedules(now.schedules()));
        }
        all.addAll(new UnversionedSettings(environment, account).against(new ScriptSettings(now.settings())));
        return List.copyOf(all);
    }

    private ApiResult<Trigger> workersDev() {
        return account.triggers().workersDev(environment.worker()).map(this::workersDev);
    }

    private Trigger workersDev(WorkersDev now) {
        WorkersDev wanted = wanted(now);
        return new Trigger(
                WORKERS_DEV,
                shown(now),
                shown(wanted),
                "workers.dev " + shown(wanted),
                () -> account.triggers().setWorkersDev(environment.worker(), wanted));
    }

    /** wrangler's rule: on unless the config says otherwise or has routes; previews follow unless they are named. */
    private WorkersDev wanted(WorkersDev now) {
        boolean routed = !node("route").isMissingNode() || !node("routes").isMissingNode();
        boolean enabled = node("workers_dev").asBoolean(!routed);
        JsonNode previews = node("preview_urls");
        return new WorkersDev(
                enabled,
                previews.isMissingNode()
                        ? (enabled == now.enabled() ? now.previews() : enabled)
                        : previews.asBoolean());
    }

    private ApiResult<List<Trigger>> schedules() {
        return namesSchedules()
                ? account.triggers().schedules(environment.worker()).map(now -> List.of(schedules(now)))
                : new ApiResult.Ok<>(List.of());
    }

    private boolean namesSchedules() {
        return !node("triggers").path("crons").isMissingNode();
    }

    private Trigger schedules(Collection<String> now) {
        List<String> crons = environment.wrangler().crons();
        return new Trigger(
                SCHEDULES,
                shown(now),
                shown(crons),
                crons.isEmpty() ? "no schedules" : "schedules " + shown(crons),
                () -> account.triggers().replaceSchedules(environment.worker(), crons));
    }

    private JsonNode node(String key) {
        return WranglerBindings.node(environment.wrangler(), key);
    }

    private static String shown(WorkersDev state) {
        return (state.enabled() ? "on" : "off") + ", preview URLs " + (state.previews() ? "on" : "off");
    }

    /** Cron expressions for a person. */
    static String shown(Collection<String> crons) {
        Set<String> sorted = new TreeSet<>(crons);
        return sorted.isEmpty() ? "none" : String.join(", ", sorted);
    }
}
