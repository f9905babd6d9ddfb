package com.pmerit.d4.worker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.cloudflare.VersionSummary;
import com.pmerit.d4.cloudflare.WorkerVersion;
import com.pmerit.d4.contract.CanonicalJson;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Worker;
import com.pmerit.d4.release.Change;
import com.pmerit.d4.release.Forecast;
import com.pmerit.d4.release.Observation;
import com.pmerit.d4.release.PlanPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/** What the upload and the shift of traffic would change: code, variables, bindings, and which secrets are kept. */
public final class WorkerPlan implements PlanPart {
    private final Worker worker;
    private final Environment environment;
    private final BundleSource bundles;
    private final LiveWorkers live;
    private final AccountApi account;

    /** Prepares the comparison of what is live with what is in hand. */
    public WorkerPlan(
            Worker worker, Environment environment, BundleSource bundles, LiveWorkers live, AccountApi account) {
        this.worker = worker;
        this.environment = environment;
        this.bundles = bundles;
        this.live = live;
        this.account = account;
    }

    @Override
    public Forecast forecast() throws InterruptedException {
        Bundling bundling = bundles.bundle(environment);
        if (bundling instanceof Bundling.Impossible impossible) {
            return new Forecast.Unknown(impossible.why(), impossible.details(), impossible.remedy());
        }
        Bundling.Made made = (Bundling.Made) bundling;
        ApiResult<Forecast> forecast = live.remembered(environment.worker())
                .then(found -> account.versions()
                        .list(environment.worker())
                        .orAbsent()
                        .map(versions -> forecast(made, found, versions.orElse(List.of()))));
        return forecast.fold(known -> known, failure -> new Forecast.Unknown(failure.message()));
    }

    private Forecast forecast(Bundling.Made made, LiveWorker found, List<VersionSummary> versions) {
        List<Observation> observed = new ArrayList<>();
        observed.add(new Observation("head deployment", head(found)));
        observed.add(new Observation(
                "latest version",
                versions.stream().findFirst().map(VersionSummary::id).orElse("none")));
        observed.add(new Observation("upload", uploadDigest(made.bundle())));
        AssetsForecast assets = AssetsForecast.of(made, environment.worker(), LiveWorker.digest(found), account);
        made.bundle().assets().ifPresent(files -> observed.add(new Observation("static files", files.digest())));
        List<Change> changes = new ArrayList<>(changes(made, found));
        changes.addAll(assets.changes());
        List<String> warnings = new ArrayList<>(warnings(found));
        warnings.addAll(assets.warnings());
        return new Forecast.Known(changes, observed, warnings);
    }

    private List<Change> changes(Bundling.Made made, LiveWorker found) {
        List<Change> changes = new ArrayList<>();
        changes.add(code(made.digest(), found));
        if (found instanceof LiveWorker.Split) {
            return changes;
        }
        Optional<WorkerVersion> anchor =
                found instanceof LiveWorker.Serving serving ? Optional.of(serving.version()) : Optional.empty();
        List<Binding> wanted = WantedBindings.of(made.bundle(), environment);
        changes.addAll(BindingChanges.of(anchor.map(WorkerVersion::bindings).orElse(List.of()), wanted));
        List<String> kept =
                anchor.map(version -> Uploads.keptSecrets(wanted, version)).orElse(List.of());
        kept.forEach(name -> changes.add(Change.none("secret", name, "set")));
        List<String> present = anchor.map(WorkerVersion::secretNames).orElse(List.of());
        worker.secrets().stream()
                .filter(name -> !present.contains(name))
                .forEach(name -> changes.add(Change.none("secret", name, "not set")));
        return changes;
    }

    private Change code(CodeDigest wanted, LiveWorker found) {
        if (found instanceof LiveWorker.Absent) {
            return code("nothing is live", wanted);
        }
        if (found instanceof LiveWorker.Split split) {
            return code("split between " + split.shares(), wanted);
        }
        WorkerVersion version = ((LiveWorker.Serving) found).version();
        return code(
                LiveWorker.digest(found)
                        .map(CodeDigest::shortForm)
                        .orElse("version " + version.id() + ", which d4 did not deploy"),
                wanted);
    }

    private Change code(String before, CodeDigest wanted) {
        return new Change("code", environment.worker(), before, wanted.shortForm());
    }

    private List<String> warnings(LiveWorker found) {
        if (found instanceof LiveWorker.Split) {
            return List.of(GradualDeployment.summary(environment) + "; " + GradualDeployment.remedy(environment)
                    + ". What becomes of the bindings cannot be said before");
        }
        if (found instanceof LiveWorker.Serving serving
                && serving.deployment().shares().size() > 1) {
            return List.of("the deployment of " + environment.worker() + " holds a version at 0 %: "
                    + LiveWorker.shares(serving.deployment()));
        }
        return List.of();
    }

    private static String head(LiveWorker found) {
        if (found instanceof LiveWorker.Serving serving) {
            return serving.deployment().id() + ": " + LiveWorker.shares(serving.deployment());
        }
        return found instanceof LiveWorker.Split split ? split.deployment().id() + ": " + split.shares() : "none";
    }

    /** Stands for the values of variables, which no plan shows, and for the metadata that comes with the code. */
    private String uploadDigest(Bundle bundle) {
        ObjectNode upload = JsonNodeFactory.instance.objectNode();
        ArrayNode bindings = upload.putArray("bindings");
        WantedBindings.of(bundle, environment).stream()
                .sorted(Comparator.comparing(Binding::name))
                .forEach(binding -> bindings.add(binding.toJson()));
        ObjectNode further = upload.putObject("further");
        bundle.further().forEach(further::set);
        return "sha256 " + DigestUtils.sha256Hex(CanonicalJson.of(upload));
    }
}
