package com.pmerit.d4.contract;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads one environment out of POM and wrangler config. */
final class EnvironmentReader {
    private static final List<String> KEYS = List.of(
            "after", "worker", "url", "databases", "buckets", "vars", "smoke", "traffic", "site", WranglerSections.TAG);

    private final Section environment;
    private final WorkerReader.Stated worker;
    private final Optional<WranglerEnvironment> wrangler;
    private final Places places;
    private final Path directory;
    private final Merge merge;
    private final Faults faults;

    EnvironmentReader(
            Section environment,
            WorkerReader.Stated worker,
            Optional<WranglerEnvironment> wrangler,
            Places places,
            Path project,
            Faults faults) {
        this.faults = faults;
        this.environment = environment;
        this.worker = worker;
        this.wrangler = wrangler;
        this.places = places;
        this.directory = worker.directory().orElse(project);
        this.merge = new Merge(environment.name(), wrangler);
    }

    EnvironmentDraft read() {
        environment.allow(KEYS);
        if (!Names.isEnvironment(environment.name())) {
            environment.fault("", "is no name for an environment", "Use letters, digits and dashes, such as staging.");
        }
        Optional<Assets> assets = assets();
        BindingsReader bindings = new BindingsReader(environment, wrangler, directory, merge, places, faults);
        return new EnvironmentDraft(
                environment.name(),
                environment.text("after"),
                scriptName(),
                new ScriptReader(worker, wrangler, directory, places, merge)
                        .read(environment)
                        .map(script -> script.with(assets)),
                url(),
                bindings.databases(),
                bindings.buckets(),
                bindings.vars(),
                smoke(),
                environment
                        .child("traffic")
                        .map(TrafficReader::new)
                        .map(TrafficReader::read)
                        .orElse(List.of()),
                wrangler);
    }

    private Optional<Assets> assets() {
        return worker.config()
                .flatMap(config -> wrangler.flatMap(
                        section -> new AssetsReader(config, section, directory, places, faults).read()));
    }

    List<Disagreement> disagreements() {
        return merge.disagreements();
    }

    private Optional<String> scriptName() {
        Optional<String> name = merge.value(
                environment.path("worker"),
                environment.text("worker"),
                "name",
                wrangler.flatMap(WranglerEnvironment::name));
        if (name.isEmpty() && wrangler.isPresent()) {
            environment.fault(
                    "worker",
                    "",
                    "is missing, here and in the wrangler config",
                    "Write the script's name in Cloudflare.");
        } else if (name.isPresent() && !Names.isScript(name.get())) {
            environment.fault(
                    "worker",
                    name.get(),
                    "is no name of a Worker",
                    "Use small letters, digits, dashes and underscores, at most 63.");
        }
        return name;
    }

    private Optional<URI> url() {
        String written = environment.text("url").orElse("");
        if (written.isEmpty()) {
            environment.fault("url", "", "is missing", "Write where users meet it, such as https://app.example.com.");
            return Optional.empty();
        }
        try {
            URI url = new URI(written.replaceFirst("/+$", ""));
            String problem = wrongWith(url);
            if (problem.isEmpty()) {
                return Optional.of(url);
            }
            environment.fault("url", written, problem, "Write one such as https://app.example.com.");
        } catch (URISyntaxException invalid) {
            environment.fault(
                    "url", written, "is no url: " + invalid.getReason(), "Write one such as https://app.example.com.");
        }
        return Optional.empty();
    }

    private static String wrongWith(URI url) {
        String scheme = Optional.ofNullable(url.getScheme()).orElse("");
        String host = Optional.ofNullable(url.getHost()).orElse("");
        if (host.isEmpty()) {
            return "has no host";
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null || url.getRawUserInfo() != null) {
            return "has more than a host, a port and a path";
        }
        boolean loopback = host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
        if (scheme.equals("https") || (scheme.equals("http") && loopback)) {
            return "";
        }
        return scheme.equals("http") ? "is not https, which only loopback may do without" : "is not https";
    }

    private Optional<Smoke> smoke() {
        Optional<Section> section = environment.child("smoke");
        if (section.isEmpty()) {
            environment.fault(
                    "smoke",
                    "",
                    "is missing: without a test nobody knows whether a release lives",
                    "Write <smoke><path>/health</path><json><status>healthy</status></json></smoke>.");
        }
        return section.flatMap(stated -> new SmokeReader(stated).read());
    }
}
