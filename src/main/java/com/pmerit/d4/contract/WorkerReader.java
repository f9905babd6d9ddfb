package com.pmerit.d4.contract;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code <worker>}. */
final class WorkerReader {
    private static final List<String> KEYS =
            List.of("directory", "secrets", "main", "compatibilityDate", "compatibilityFlags");

    private final Section worker;
    private final Places places;
    private final Faults faults;

    WorkerReader(Section worker, Places places, Faults faults) {
        this.worker = worker;
        this.places = places;
        this.faults = faults;
    }

    /** What the POM says of the Worker; the directory and the config only when they could be read. */
    record Stated(
            Optional<Path> directory,
            Optional<WranglerConfig> config,
            List<String> secrets,
            Optional<String> main,
            Optional<String> compatibilityDate,
            Optional<List<String>> compatibilityFlags) {
        static Stated nothing() {
            return new Stated(
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    Stated read() {
        worker.allow(KEYS);
        Optional<Path> directory = places.directory(
                worker.path("directory"), worker.text("directory").orElse("."));
        Optional<WranglerConfig> config = directory.flatMap(this::config);
        Optional<String> date = worker.text("compatibilityDate");
        date.filter(written -> !Names.isCompatibilityDate(written))
                .ifPresent(written -> worker.fault(
                        "compatibilityDate", written, "is no compatibility date", "Write one such as 2026-01-15."));
        return new Stated(
                directory,
                config,
                secrets(),
                worker.text("main"),
                date,
                worker.child("compatibilityFlags").map(flags -> flags.texts("flag")));
    }

    private Optional<WranglerConfig> config(Path directory) {
        WranglerReading reading = WranglerConfig.in(directory);
        if (reading instanceof WranglerReading.Understood understood) {
            faults.addAll(understood.warnings());
            return Optional.of(understood.config());
        }
        faults.addAll(((WranglerReading.Refused) reading).faults());
        return Optional.empty();
    }

    private List<String> secrets() {
        List<String> names =
                worker.child("secrets").map(section -> section.texts("secret")).orElse(List.of());
        List<String> secrets = new ArrayList<>();
        for (String name : names) {
            if (!Names.isBinding(name)) {
                // The text may be a value, or NAME=value: neither is shown.
                faults.error(
                        worker.path("secrets") + "<secret>",
                        Fault.NOT_SHOWN,
                        "secret number " + (names.indexOf(name) + 1) + " is not a name",
                        "Write the secret's name only, such as STRIPE_SECRET_KEY; its value is set with: "
                                + PutSecretCommand.ofAny());
            } else if (secrets.contains(name)) {
                worker.fault("secrets", name, "names a secret twice", "Take one of the two out.");
            } else {
                secrets.add(name);
            }
        }
        return secrets;
    }
}
