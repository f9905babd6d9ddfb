package com.pmerit.d4.sop;

import com.pmerit.d4.audit.Auditor;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Records;
import com.pmerit.d4.release.RollbackChoice;
import com.pmerit.d4.release.RollbackChooser;
import com.pmerit.d4.release.Run;
import com.pmerit.d4.worker.LiveWorker;
import com.pmerit.d4.worker.LiveWorkers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what is true of a project from its account. Writes nothing. */
public final class StateReader {
    private static final int RUNS_LOOKED_AT = 100;

    private final AccountApi account;
    private final LiveWorkers live;

    /** Prepares the reading in one account. */
    public StateReader(AccountApi account) {
        this.account = account;
        this.live = new LiveWorkers(account);
    }

    /**
     * Reads all environments of a contract.
     *
     * @param counted tables whose rows are counted beside those that the POM names
     * @param checklist the one that ran last
     * @throws InterruptedException when the build is stopped
     */
    public ProjectState read(Contract contract, Set<String> counted, LastChecklist checklist)
            throws InterruptedException {
        List<EnvironmentState> states =
                contract.environments().stream().map(this::state).toList();
        List<Environment> counting = contract.environments().stream()
                .map(environment -> counting(environment, counted))
                .toList();
        return new ProjectState(
                contract, states, new Reading.Read<>(new Auditor(account, contract.site()).audit(counting)), checklist);
    }

    /** The state of a project whose account cannot be asked: what the contract promises, and that nothing was read. */
    public static ProjectState unread(Contract contract, String why, LastChecklist checklist) {
        return new ProjectState(
                contract,
                contract.environments().stream()
                        .map(environment -> new EnvironmentState(
                                environment, new Reading.Unreadable<>(why), new Reading.Unreadable<>(why)))
                        .toList(),
                new Reading.Unreadable<>(why),
                checklist);
    }

    private EnvironmentState state(Environment environment) {
        ApiResult<LiveWorker> worker = live.now(environment.worker());
        return new EnvironmentState(
                environment, Reading.of(worker), Reading.of(worker.then(found -> rollback(environment, found))));
    }

    private ApiResult<RollbackChoice> rollback(Environment environment, LiveWorker found) {
        if (!(found instanceof LiveWorker.Serving serving)) {
            return new ApiResult.Ok<>(new RollbackChoice.Refused(
                    found instanceof LiveWorker.Absent
                            ? "nothing is live in " + environment.name() + " yet"
                            : environment.name() + " splits its traffic between versions",
                    "mvn d4:status"));
        }
        return account.versions()
                .listDeployable(environment.worker())
                .then(deployable -> account.deployments()
                        .list(environment.worker())
                        .then(deployments -> runs(environment)
                                .map(recorded -> new RollbackChooser(
                                                environment.name(),
                                                serving.version().summary(),
                                                deployable,
                                                deployments,
                                                recorded)
                                        .last())));
    }

    private ApiResult<List<Run>> runs(Environment environment) {
        return Records.of(environment, account)
                .map(records -> records.runs(environment.worker(), RUNS_LOOKED_AT))
                .orElseGet(() -> new ApiResult.Ok<>(List.of()));
    }

    private static Environment counting(Environment environment, Set<String> counted) {
        Map<String, Database> databases = new LinkedHashMap<>(environment.databases());
        databases.replaceAll((binding, database) -> database.counting(counted));
        return environment.withDatabases(databases);
    }
}
