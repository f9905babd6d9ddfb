package com.pmerit.d4.setup;

import com.pmerit.d4.contract.Fault;
import com.pmerit.d4.contract.WranglerConfig;
import com.pmerit.d4.contract.WranglerReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What came of looking at a directory for a project. */
public sealed interface Survey {
    /** A project is there. */
    record Found(FoundProject project) implements Survey {}

    /**
     * None can be made out.
     *
     * @param problem what is wrong
     * @param remedy what mends it
     */
    record Refused(String problem, String remedy) implements Survey {}

    /**
     * Looks at a directory and up to two levels below it. Reads files only; asks nobody.
     *
     * @param directory absolute
     * @param worker the Worker's directory, where somebody has named it; relative to the first
     * @param remote the address of the git remote; no more than host, owner and name of it are kept
     * @throws IOException when a file cannot be read
     */
    static Survey of(Path directory, Optional<String> worker, Optional<String> remote) throws IOException {
        List<Path> directories = Directories.of(directory);
        List<Path> workers = new ArrayList<>();
        for (Path each : directories) {
            boolean configured = Stream.of("wrangler.json", "wrangler.jsonc", "wrangler.toml")
                    .anyMatch(name -> Files.isRegularFile(each.resolve(name)));
            if (configured && FoundSite.pagesConfig(each).isEmpty()) {
                workers.add(each);
            }
        }
        if (worker.isPresent()) {
            Path named = directory.resolve(worker.get()).normalize();
            return named.startsWith(directory)
                    ? of(directory, named, directories, remote)
                    : new Refused(
                            "-Dd4.worker.directory=" + worker.get() + " is not below " + directory,
                            "call d4:init in a directory that holds the Worker's");
        }
        if (workers.isEmpty()) {
            return new Refused(
                    "there is no wrangler.toml, wrangler.json or wrangler.jsonc of a Worker in " + directory
                            + " or up to two levels below it",
                    "call d4:init in the project's directory, or make a Worker first: npm create cloudflare");
        }
        return workers.size() == 1
                ? of(directory, workers.get(0), directories, remote)
                : new Refused(
                        "there are " + workers.size() + " Workers here, and d4 releases one: "
                                + workers.stream()
                                        .map(each -> FoundProject.relative(directory, each))
                                        .collect(Collectors.joining(", ")),
                        "name it: -Dd4.worker.directory=" + FoundProject.relative(directory, workers.get(0)));
    }

    private static Survey of(Path directory, Path worker, List<Path> directories, Optional<String> remote)
            throws IOException {
        WranglerReading reading = WranglerConfig.in(worker);
        if (reading instanceof WranglerReading.Refused refused) {
            return new Refused(
                    "the wrangler config in " + FoundProject.relative(directory, worker) + " cannot be used:"
                            + System.lineSeparator()
                            + refused.faults().stream()
                                    .map(Fault::message)
                                    .collect(Collectors.joining(System.lineSeparator())),
                    "mend it, and run d4:init again");
        }
        WranglerConfig config = ((WranglerReading.Understood) reading).config();
        Stages stages = Stages.of(config);
        List<FoundSite> sites = FoundSite.in(
                directories.stream().filter(each -> !each.equals(worker)).toList());
        List<NodePackage> packages = new ArrayList<>();
        for (Path each : List.of(directory, worker)) {
            NodePackage.in(each).ifPresent(packages::add);
        }
        Coordinates coordinates = Coordinates.of(remote, String.valueOf(directory.getFileName()), packages);
        List<String> doubts = new ArrayList<>(coordinates.doubts());
        doubts.addAll(stages.doubts());
        SecretNames secrets = SecretNames.in(worker);
        doubts.addAll(secrets.doubts());
        if (sites.size() == 1) {
            doubts.addAll(sites.get(0).doubts());
        } else if (!sites.isEmpty()) {
            doubts.add("<site>: there are " + sites.size() + " packages that look like one, and the POM names none: "
                    + sites.stream()
                            .map(site -> FoundProject.relative(directory, site.directory()))
                            .collect(Collectors.joining(", ")));
        }
        Optional<String> main = stages.all().stream()
                .flatMap(stage -> stage.config().main().stream())
                .findFirst();
        return new Found(new FoundProject(
                directory,
                coordinates,
                worker,
                stages.all(),
                secrets(secrets.names(), stages.all()),
                sites.size() == 1 ? Optional.of(sites.get(0)) : Optional.empty(),
                HealthPath.in(worker, main),
                Address.subdomainToldBy(configs(config)),
                doubts));
    }

    private static List<com.pmerit.d4.contract.WranglerEnvironment> configs(WranglerConfig config) {
        return Stream.concat(Stream.of(config.topLevel()), config.environments().values().stream())
                .toList();
    }

    /** What a config states in plain is no secret yet. */
    private static Set<String> secrets(Set<String> written, List<Stage> stages) {
        Set<String> names = new TreeSet<>(written);
        stages.forEach(stage -> {
            names.removeAll(stage.config().vars().keySet());
            names.removeAll(stage.config().databases().keySet());
            names.removeAll(stage.config().buckets().keySet());
        });
        return names;
    }
}
