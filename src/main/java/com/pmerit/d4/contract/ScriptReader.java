package com.pmerit.d4.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads what is uploaded for an environment out of {@code <worker>} and the wrangler config. */
final class ScriptReader {
    private final WorkerReader.Stated worker;
    private final Optional<WranglerEnvironment> wrangler;
    private final Path directory;
    private final Places places;
    private final Merge merge;

    ScriptReader(
            WorkerReader.Stated worker,
            Optional<WranglerEnvironment> wrangler,
            Path directory,
            Places places,
            Merge merge) {
        this.worker = worker;
        this.wrangler = wrangler;
        this.directory = directory;
        this.places = places;
        this.merge = merge;
    }

    Optional<Script> read(Section environment) {
        Optional<String> written = merge.value(
                "<worker><main>",
                worker.main(),
                "main",
                wrangler.flatMap(WranglerEnvironment::main),
                (pom, config) -> Path.of(pom).normalize().equals(Path.of(config).normalize()));
        Optional<String> date = merge.value(
                "<worker><compatibilityDate>",
                worker.compatibilityDate(),
                "compatibility_date",
                wrangler.flatMap(WranglerEnvironment::compatibilityDate));
        if (wrangler.isEmpty()) {
            return Optional.empty();
        }
        if (written.isEmpty()) {
            boolean files = wrangler.get().raw().containsKey("assets");
            environment.fault(
                    "main",
                    "",
                    files
                            ? "there are static files and no code, which d4 does not release: its smoke test asks a Worker"
                            : "nothing is to be uploaded: neither <worker><main> nor main in the wrangler config is stated",
                    files
                            ? "Write main in the wrangler config, such as one that answers env.ASSETS.fetch(request)."
                            : "Write main = \"src/index.ts\" in the wrangler config.");
        }
        if (date.isEmpty() || !Names.isCompatibilityDate(date.get())) {
            environment.fault(
                    "compatibilityDate",
                    date.orElse(""),
                    "the wrangler config states no valid compatibility_date",
                    "Write one such as 2026-01-15 there.");
            date = Optional.empty();
        }
        Optional<Path> main = written.flatMap(this::main);
        return main.isPresent() && date.isPresent()
                ? Optional.of(new Script(
                        main.get(), date.get(), flags(), wrangler.get().noBundle()))
                : Optional.empty();
    }

    private Optional<Path> main(String written) {
        String tag = worker.main().isPresent() ? "<worker><main>" : "main in the wrangler config";
        return places.file(tag, written, directory, isBuilt());
    }

    // What a build command makes need not be there yet.
    private boolean isBuilt() {
        return wrangler.map(WranglerEnvironment::raw)
                .map(raw -> raw.get("build"))
                .map(build -> build.hasNonNull("command"))
                .orElse(false);
    }

    private List<String> flags() {
        List<String> stated =
                wrangler.map(WranglerEnvironment::compatibilityFlags).orElse(List.of());
        worker.compatibilityFlags()
                .filter(promised -> !promised.equals(stated))
                .ifPresent(promised -> merge.differ(
                        "<worker><compatibilityFlags>",
                        String.join(", ", promised),
                        "compatibility_flags",
                        Optional.of(String.join(", ", stated))));
        return worker.compatibilityFlags().orElse(stated);
    }
}
