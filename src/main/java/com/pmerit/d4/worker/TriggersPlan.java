package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Change;
import com.pmerit.d4.release.Forecast;
import com.pmerit.d4.release.PlanPart;
import java.util.List;

/** What the step that sets workers.dev, schedules and settings would change. */
public final class TriggersPlan implements PlanPart {
    private static final String SUBJECT = "trigger";

    private final Environment environment;
    private final LiveWorkers live;
    private final AccountApi account;

    /** Prepares the comparison for one environment. */
    public TriggersPlan(Environment environment, LiveWorkers live, AccountApi account) {
        this.environment = environment;
        this.live = live;
        this.account = account;
    }

    @Override
    public Forecast forecast() {
        return live.remembered(environment.worker())
                .then(found -> found instanceof LiveWorker.Absent
                        ? new ApiResult.Ok<>(unborn())
                        : new Triggers(environment, account).compare().map(TriggersPlan::rows))
                .fold(
                        rows -> new Forecast.Known(rows, List.of(), List.of()),
                        failure -> new Forecast.Unknown(failure.message()));
    }

    /** A Worker that does not exist cannot be asked how it is called; Cloudflare decides that with the first upload. */
    private static List<Change> unborn() {
        return List.of(new Change(SUBJECT, "all", "no Worker", "as the wrangler config says"));
    }

    private static List<Change> rows(List<Trigger> triggers) {
        return triggers.stream()
                .map(trigger -> new Change(SUBJECT, trigger.name(), trigger.before(), trigger.after()))
                .toList();
    }
}
