package com.pmerit.d4.sandbox.workers;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sandbox.workers.AccountWorkers.Changed;
import com.pmerit.d4.sandbox.workers.WorkerDirectory.Share;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Deployments: which versions take the traffic. */
final class DeploymentRoutes {
    private static final int MOST_VERSIONS = 2;
    private static final int DEPLOYABLE = 100;
    private static final double TOLERANCE = 0.001;

    private final Workers workers;

    DeploymentRoutes(Workers workers) {
        this.workers = workers;
    }

    void addTo(Router.Builder routes) {
        String deployments = "/accounts/{account}/workers/scripts/{script}/deployments";
        routes.api("GET", deployments, this::list);
        routes.api("POST", deployments, this::create);
    }

    private Response list(Request request) {
        Script script = workers.of(request).script(request.parameter("script"));
        List<StoredDeployment> newestFirst = new ArrayList<>(script.deployments());
        Collections.reverse(newestFirst);
        return Response.result(Map.of(
                "deployments", newestFirst.stream().map(Views::deployment).toList()));
    }

    private Response create(Request request) throws IOException {
        AccountWorkers account = workers.of(request);
        Fields body = new Fields(request.json(), "deployment", WorkerRefusals.INVALID_SCRIPT);
        if (!body.text("strategy").equals("percentage")) {
            throw WorkerRefusals.invalid("the strategy of a deployment must be percentage");
        }
        List<Share> shares = shares(body.elements("versions"));
        Map<String, String> annotations =
                Annotations.read(body.has("annotations") ? body.node("annotations") : Json.nothing());
        body.refuseOthers();
        boolean force = request.queryFlag("force");
        return account.change(present -> {
            Script script = AccountWorkers.script(present, request.parameter("script"));
            checkVersions(script, shares);
            if (!force) {
                checkSecrets(script, shares);
            }
            StoredDeployment deployment = account.maker().deployment(Workers.source(request), annotations, shares);
            return new Changed(present.with(script.with(deployment)), Response.result(Views.deployment(deployment)));
        });
    }

    private static List<Share> shares(List<JsonNode> versions) {
        if (versions.isEmpty() || versions.size() > MOST_VERSIONS) {
            throw WorkerRefusals.invalid("a deployment has one or two versions, not " + versions.size());
        }
        List<Share> shares = new ArrayList<>();
        double total = 0;
        for (JsonNode version : versions) {
            Fields fields = new Fields(version, "version of the deployment", WorkerRefusals.INVALID_SCRIPT);
            JsonNode percentage = fields.node("percentage");
            if (!percentage.isNumber() || percentage.doubleValue() < 0 || percentage.doubleValue() > 100) {
                throw WorkerRefusals.invalid("a percentage must be a number from 0 to 100");
            }
            shares.add(new Share(fields.text("version_id"), percentage.doubleValue()));
            total += percentage.doubleValue();
            fields.refuseOthers();
        }
        if (Math.abs(total - 100) > TOLERANCE) {
            throw WorkerRefusals.invalid("the percentages of a deployment must total 100, not " + total);
        }
        return shares;
    }

    private static void checkVersions(Script script, List<Share> shares) {
        Set<String> named = new HashSet<>();
        for (Share share : shares) {
            StoredVersion version = AccountWorkers.version(script, share.versionId());
            if (!named.add(version.id())) {
                throw WorkerRefusals.invalid("the deployment names version " + version.id() + " twice");
            }
            if (script.versions().size() - version.number() >= DEPLOYABLE) {
                throw WorkerRefusals.invalid(
                        "version " + version.id() + " is not among the last " + DEPLOYABLE + " and cannot be deployed");
            }
        }
    }

    /** Going back to an older version brings back its secrets' values: refused unless none of them has changed since. */
    private static void checkSecrets(Script script, List<Share> shares) {
        if (script.active().isEmpty()) {
            return;
        }
        List<StoredVersion> live = script.active().get().shares().stream()
                .map(share -> AccountWorkers.version(script, share.versionId()))
                .toList();
        int newestLive = live.stream().mapToInt(StoredVersion::number).max().orElse(0);
        StoredVersion newest = script.versions().get(newestLive - 1);
        Set<String> changed = new TreeSet<>();
        for (Share share : shares) {
            StoredVersion target = AccountWorkers.version(script, share.versionId());
            if (target.number() < newestLive && !live.contains(target)) {
                changed.addAll(changes(target.secrets(), newest.secrets()));
            }
        }
        if (!changed.isEmpty()) {
            throw WorkerRefusals.secretsChanged(changed);
        }
    }

    private static Set<String> changes(Map<String, String> target, Map<String, String> live) {
        Set<String> names = new HashSet<>(target.keySet());
        names.addAll(live.keySet());
        names.removeIf(name -> Objects.equals(target.get(name), live.get(name)));
        return names;
    }
}
