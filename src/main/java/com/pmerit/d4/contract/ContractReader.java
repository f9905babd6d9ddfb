package com.pmerit.d4.contract;

import com.pmerit.d4.contract.Project.NpmPackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the contract of POM and wrangler config, or tells everything that is wrong with them at once. */
public final class ContractReader {
    private static final List<String> KEYS = List.of("worker", "site", "environments");

    private final PomContract pom;
    private final Faults faults = new Faults();
    private final Places places;
    private final List<Disagreement> disagreements = new ArrayList<>();

    private ContractReader(PomContract pom) {
        this.pom = pom;
        this.places = new Places(pom.directory().normalize(), faults);
    }

    /**
     * Reads what the POM says together with the wrangler config in the Worker's directory.
     *
     * @param pom what the POM says
     * @return the contract, or all faults; never an exception for what a person wrote
     */
    public static ContractReading read(PomContract pom) {
        return new ContractReader(pom).read();
    }

    private ContractReading read() {
        PomTag cleaned = new PomTag("configuration", "", new SecretScan(faults).clean(pom.tags()));
        List<PomTag> tags = cleaned.children();
        tags.stream()
                .filter(tag -> !KEYS.contains(tag.name()))
                .forEach(tag -> faults.error(
                        "<" + tag.name() + ">",
                        "",
                        "is no part of the contract",
                        "Known: " + String.join(", ", KEYS) + "."));
        WorkerReader.Stated worker = cleaned.child("worker")
                .map(tag -> new WorkerReader(new Section("", tag, faults), places, faults).read())
                .orElseGet(this::noWorker);
        List<Section> environments = environments(cleaned);
        List<EnvironmentDraft> drafts = drafts(environments, worker);
        if (cleaned.child("site").isEmpty()) {
            environments.forEach(ContractReader::refuseSite);
        }
        List<String> order = judge(drafts, worker);
        boolean sound = !faults.hasErrors();
        Optional<Site> site = cleaned.child("site")
                .flatMap(tag -> new SiteReader(new Section("", tag, faults), places).read(environments, drafts, sound));
        site.filter(published -> !published.placements().isEmpty())
                .ifPresent(published -> drafts.forEach(draft -> refuseTwoPublishers(published, draft)));
        if (faults.hasErrors()) {
            return new ContractReading.Refused(faults.all());
        }
        return new ContractReading.Agreed(contract(worker, site, drafts, order));
    }

    /** The site's build would empty the directory while the Worker's files are read from it. */
    private void refuseTwoPublishers(Site site, EnvironmentDraft draft) {
        draft.script()
                .flatMap(Script::assets)
                .map(Assets::directory)
                .filter(files ->
                        files.startsWith(site.output()) || site.output().startsWith(files))
                .ifPresent(files -> faults.error(
                        "<site><output>",
                        site.output().toString(),
                        "is what Pages publishes, and assets.directory has it published with the Worker of "
                                + draft.name() + " too",
                        "Publish it in one way: write <publish>false</publish> in <site> and have build.command of the"
                                + " wrangler config build it, or take assets out there."));
    }

    private static void refuseSite(Section environment) {
        environment
                .child("site")
                .ifPresent(
                        stated -> environment.fault(
                                "site",
                                "",
                                "says how a site is published that the POM does not name",
                                "Write <site><directory>…</directory><project>…</project></site> beside <worker>, or take it out."));
    }

    private Contract contract(
            WorkerReader.Stated stated, Optional<Site> site, List<EnvironmentDraft> drafts, List<String> order) {
        Path directory = stated.directory().orElseThrow();
        Worker worker = new Worker(directory, stated.config().orElseThrow().file(), stated.secrets());
        List<Environment> environments = drafts.stream()
                .sorted(Comparator.comparingInt(draft -> order.indexOf(draft.name())))
                .map(EnvironmentDraft::complete)
                .toList();
        Project project = new Project(pom.directory().normalize(), pom.name(), pom.version(), packages(worker, site));
        return new Contract(project, worker, site, environments, disagreements, faults.all());
    }

    private List<NpmPackage> packages(Worker worker, Optional<Site> site) {
        return Stream.concat(Stream.of(worker.directory()), site.map(Site::directory).stream())
                .distinct()
                .filter(directory -> Files.isRegularFile(directory.resolve("package.json")))
                .map(directory -> new NpmPackage(packageName(directory), directory))
                .toList();
    }

    private String packageName(Path directory) {
        String relative =
                pom.directory().normalize().relativize(directory).toString().replace('\\', '/');
        return relative.isEmpty() ? "." : relative;
    }

    private WorkerReader.Stated noWorker() {
        faults.error(
                "<worker>",
                "",
                "is missing",
                "Write <worker><directory>…</directory></worker> in the configuration of d4-maven-plugin.");
        return WorkerReader.Stated.nothing();
    }

    private List<Section> environments(PomTag configuration) {
        Optional<Section> section = configuration.child("environments").map(tag -> new Section("", tag, faults));
        List<Section> environments = section.map(Section::children).orElse(List.of());
        if (environments.isEmpty()) {
            faults.error(
                    "<environments>",
                    "",
                    "is missing or empty: there is nowhere to release to",
                    "Write an environment such as <environments><staging>…</staging></environments>.");
        }
        section.ifPresent(Section::refuseDoubles);
        return environments;
    }

    private List<EnvironmentDraft> drafts(List<Section> environments, WorkerReader.Stated worker) {
        Map<String, WranglerEnvironment> speaking = worker.config()
                .map(config -> new WranglerSections(config).choose(environments))
                .orElse(Map.of());
        List<EnvironmentDraft> drafts = new ArrayList<>();
        for (Section environment : environments) {
            Optional<WranglerEnvironment> wrangler = Optional.ofNullable(speaking.get(environment.name()));
            EnvironmentReader reader = new EnvironmentReader(
                    environment, worker, wrangler, places, pom.directory().normalize(), faults);
            drafts.add(reader.read());
            disagreements.addAll(reader.disagreements());
            wrangler.ifPresent(section -> warnOfLostKeys(environment, section));
        }
        return drafts;
    }

    private void warnOfLostKeys(Section environment, WranglerEnvironment section) {
        if (!section.notInherited().isEmpty()) {
            environment.warn(
                    "the wrangler config states " + String.join(", ", section.notInherited())
                            + " at its top level only, which wrangler does not inherit",
                    "Repeat in " + section.key("").replaceFirst("\\.$", "") + " what " + environment.name()
                            + " needs.");
        }
    }

    private List<String> judge(List<EnvironmentDraft> drafts, WorkerReader.Stated worker) {
        if (pom.version().isBlank()) {
            faults.error("<version>", "", "is missing", "Give the project a version.");
        }
        new SharedResources(faults).judge(drafts);
        String file = worker.config().map(WranglerConfig::fileName).orElse("wrangler config");
        drafts.forEach(new BindingNames(worker.secrets(), file, faults)::judge);
        return new ReleaseOrder(drafts, faults).names();
    }
}
