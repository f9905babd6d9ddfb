package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.ContractReading;
import com.pmerit.d4.contract.Fault;
import com.pmerit.d4.setup.FoundProject;
import com.pmerit.d4.setup.Stage;
import com.pmerit.d4.setup.Store;
import com.pmerit.d4.setup.Stores;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;

/** What d4:init does once it knows the project. */
final class InitRun {
    private static final String POM = "pom.xml";

    private final Path directory;
    private final Consumer<String> tell;

    /**
     * Works in a directory.
     *
     * @param tell takes each line for the person at the terminal
     */
    InitRun(Path directory, Consumer<String> tell) {
        this.directory = directory;
        this.tell = tell;
    }

    /**
     * Writes the POM, tells what could not be known, and reads it back.
     *
     * @return the contract, or what is left to mend
     * @throws MojoFailureException when there is a POM already; what would have been written lies beside the reports then
     */
    ContractReading write(FoundProject project, String d4Version) throws MojoFailureException, IOException {
        String text = project.pom(d4Version);
        ContractReading reading = WrittenPom.read(directory, text);
        try {
            Files.writeString(directory.resolve(POM), text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException there) {
            throw keptAsItIs(text);
        }
        tell.accept("pom.xml is written: "
                + project.stages().stream().map(Stage::name).collect(Collectors.joining(", then ")) + "; "
                + (project.secrets().size() == 1
                        ? "1 secret by name"
                        : project.secrets().size() + " secrets by name"));
        tell.accept("What d4:init could not know, for you to look at:");
        project.doubts().forEach(doubt -> tell.accept("  " + doubt));
        unignored().ifPresent(tell);
        tell.accept("Then: git add pom.xml, mvn d4:check, and mvn d4:plan -P"
                + project.stages().get(0).name());
        return reading;
    }

    /** A POM is somebody's work. */
    private MojoFailureException keptAsItIs(String text) throws IOException {
        Path proposal = directory.resolve("target/d4/init/pom.xml");
        Files.createDirectories(proposal.getParent());
        Files.writeString(proposal, text);
        return new MojoFailureException(
                "there is a pom.xml already, and d4:init overwrites none." + System.lineSeparator()
                        + "  What it would write is target/d4/init/pom.xml: take the plugin and the profiles over from there,"
                        + " or move pom.xml away and run d4:init again. mvn d4:init -Dd4.create goes with the POM that is"
                        + " there.");
    }

    /** What a clean tree needs: Maven and the embedded Cloudflare write below the project. */
    private Optional<String> unignored() throws IOException {
        Path file = directory.resolve(".gitignore");
        List<String> lines = Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        List<String> missing = Stream.of("target/", ".d4/")
                .filter(wanted -> lines.stream()
                        .map(line -> line.strip().replaceFirst("^/", ""))
                        .noneMatch(line -> line.equals(wanted) || (line + "/").equals(wanted)))
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("  .gitignore: write " + String.join(" and ", missing)
                        + " into it, or every release finds the tree not clean");
    }

    /** What a contract's faults are told as, when the POM was written all the same. */
    static MojoFailureException unfinished(ContractReading.Refused refused) {
        String end = System.lineSeparator();
        return new MojoFailureException(
                "pom.xml is written, and " + refused.faults().size()
                        + (refused.faults().size() == 1 ? " fault is" : " faults are") + " left to mend:" + end
                        + refused.faults().stream().map(Fault::message).collect(Collectors.joining(end)));
    }

    /**
     * Makes the databases and buckets that the account lacks, after telling which, and then tells what the config must say of
     * them: a new database has a new id.
     *
     * @throws MojoFailureException when one could not be made or looked for, or when there was nothing to make and the config
     *     does not say what there is
     */
    void create(Stores stores, List<Stage> stages) throws MojoFailureException {
        List<Store> lacking = Stores.lacking(stores.look(stages));
        List<String> failed = new ArrayList<>();
        if (lacking.isEmpty()) {
            tell.accept("There is nothing to make.");
        }
        lacking.forEach(store -> tell.accept("Will make " + shown(store)));
        for (Store store : lacking) {
            Store made = stores.make(store);
            if (made instanceof Store.Unclear unclear) {
                failed.add(named(store) + ": " + unclear.why());
            } else {
                tell.accept("Made " + named(store));
            }
        }
        List<Store> after = stores.look(stages);
        after.forEach(store -> told(store, lacking.isEmpty(), failed));
        if (!failed.isEmpty()) {
            throw new MojoFailureException(String.join(System.lineSeparator() + "  ", failed) + System.lineSeparator()
                    + "  The same command can be run again: it looks first.");
        }
    }

    private void told(Store store, boolean madeNothing, List<String> failed) {
        if (store instanceof Store.There there) {
            tell.accept("  " + there.place() + ": " + there.what());
        } else if (store instanceof Store.Otherwise other) {
            String line = other.place() + ": " + other.what() + "; " + other.remedy();
            if (madeNothing) {
                failed.add(line);
            } else {
                tell.accept("  To do: " + line);
            }
        } else if (store instanceof Store.Unclear unclear) {
            failed.add(unclear.place() + ": " + unclear.why());
        } else {
            failed.add(named(store) + " is still not there");
        }
    }

    /** With what becomes of the id that the config states. */
    private static String shown(Store store) {
        return named(store)
                + (store instanceof Store.NoDatabase database
                        ? database.staleId()
                                .map(id -> "; it gets an id of its own, for no database can be given " + id)
                                .orElse("")
                        : "");
    }

    private static String named(Store store) {
        if (store instanceof Store.NoDatabase database) {
            return "D1 database '" + database.name() + "' (" + store.place() + ")";
        }
        return store instanceof Store.NoBucket bucket
                ? "R2 bucket '" + bucket.name() + "'"
                        + bucket.jurisdiction().map(name -> " in " + name).orElse("") + " (" + store.place() + ")"
                : store.place();
    }
}
