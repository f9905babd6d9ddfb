package com.pmerit.d4.sandbox.runtime;

import com.pmerit.d4.sandbox.runtime.WorkerdBinary.Found;
import com.pmerit.d4.sandbox.runtime.WorkerdBinary.Missing;
import com.pmerit.d4.sandbox.runtime.WorkerdBinary.Search;
import com.pmerit.d4.sandbox.workers.Binding;
import com.pmerit.d4.sandbox.workers.RunnableVersion;
import com.pmerit.d4.sandbox.workers.SecretValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Starts one version in a workerd of its own. The configuration is on disk only until workerd has read it. */
final class Launcher {
    /** Generous, because Cloudflare's own limit of one second is of processor time, and this is of the clock. */
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private static final String CONFIG_PREFIX = "service worker: ";

    private final WorkerdBinary binary;
    private final Path directory;
    private final WorkerLog log;
    private final boolean internet;

    Launcher(WorkerdBinary binary, Path directory, WorkerLog log, boolean internet) {
        this.binary = binary;
        this.directory = directory;
        this.log = log;
        this.internet = internet;
    }

    Start launch(RunnableVersion version, int backendPort) {
        Search search = binary.find();
        if (search instanceof Missing missing) {
            return new Start.Unable(missing.remedy());
        }
        Optional<String> flaw = flaw(version);
        if (flaw.isPresent()) {
            return new Start.Refused(flaw.get());
        }
        try {
            return launch(((Found) search).executable(), version, backendPort);
        } catch (UnfitSecretException unfit) {
            return new Start.Refused(unfit.reason());
        } catch (IOException failure) {
            return new Start.Unable(
                    "workerd could not be started for " + version.script() + ": " + failure.getMessage());
        }
    }

    private static Optional<String> flaw(RunnableVersion version) {
        for (Binding binding : version.bindings()) {
            if (!WorkerConfig.TYPES.contains(binding.type())) {
                return Optional.of("binding " + binding.name() + " has the type " + binding.type()
                        + ", which the embedded Cloudflare cannot run");
            }
        }
        if (version.modules().isEmpty() || !version.modules().get(0).name().equals(version.mainModule())) {
            return Optional.of(
                    "No such module \"" + version.mainModule() + "\": it is the main module, and was not uploaded.");
        }
        return Optional.empty();
    }

    private Start launch(Path executable, RunnableVersion version, int backendPort)
            throws IOException, UnfitSecretException {
        Map<String, String> environment = environment(version);
        Redaction redaction = Redaction.of(version.secrets());
        List<String> early = new CopyOnWriteArrayList<>();
        OutputLines lines = new OutputLines(redaction, line -> note(version, line, early));
        Files.createDirectories(directory);
        Path files = Files.createTempDirectory(directory, "start-");
        try {
            Path config = new WorkerConfig(version, backendPort, internet).writeTo(files);
            WorkerdProcess.Outcome outcome =
                    WorkerdProcess.start(executable, files, config, environment, lines, START_LIMIT);
            if (outcome instanceof WorkerdProcess.Listens listens) {
                return new Start.Listening(listens.process());
            }
            return outcome instanceof WorkerdProcess.Ended
                    ? explain(version, early)
                    : new Start.Refused("Script startup exceeded CPU time limit.");
        } finally {
            delete(files);
        }
    }

    private static Map<String, String> environment(RunnableVersion version) throws UnfitSecretException {
        Map<String, String> environment = new LinkedHashMap<>();
        for (int index = 0; index < version.bindings().size(); index++) {
            Binding binding = version.bindings().get(index);
            if (binding.type().equals(Binding.SECRET_TEXT)) {
                SecretValue value = version.secrets().get(binding.name());
                if (value == null) {
                    throw new UnfitSecretException("the value of secret " + binding.name() + " is lost: set it again");
                }
                environment.put(WorkerConfig.secretVariable(index), ShellBytes.encode(binding.name(), value.reveal()));
            }
        }
        return environment;
    }

    /** workerd prefixes what it says about a Worker with its service's name. */
    private static Start explain(RunnableVersion version, List<String> output) {
        List<String> words = new ArrayList<>();
        for (String line : output) {
            if (line.startsWith(CONFIG_PREFIX)) {
                words.add(line.substring(CONFIG_PREFIX.length()));
            } else if (!words.isEmpty()) {
                words.add(line);
            }
        }
        return words.isEmpty()
                ? new Start.Unable("workerd ended at once when it was started for " + version.script() + ", and said: "
                        + (output.isEmpty() ? "nothing" : String.join("\n", output)))
                : new Start.Refused(String.join("\n", words));
    }

    private void note(RunnableVersion version, String line, List<String> early) {
        if (line.startsWith("stack: ")) {
            return;
        }
        if (early.size() < 50) {
            early.add(line);
        }
        log.add("[" + version.script() + " " + version.id() + "] " + line);
    }

    private static void delete(Path files) throws IOException {
        try (Stream<Path> all = Files.list(files)) {
            for (Path file : all.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(files);
    }
}
