package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.MigrationUndo;
import com.pmerit.d4.database.MigrationUndo.Undone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Writes the migration that reverses an earlier one, numbered behind the last file: drops what that file made, makes again what
 * it dropped, renames back. What it cannot bring back, such as rows, it lists in the file and on the console. The scaffold is
 * tried on a copy of the history before it is written, never over another file. Asks no database; read it before you commit it.
 */
@Mojo(name = "undo-migration", threadSafe = true)
public final class UndoMigrationMojo extends D4Mojo {
    private static final int SHOWN = 18;

    /** Skips the writing of the migration. */
    @Parameter(property = "d4.undo-migration.skip", defaultValue = "false")
    private boolean skipUndoMigration;

    /** The migration that is to be reversed, by the name of its file. */
    @Parameter(property = "d4.migration")
    private String migration = "";

    /** Maven hands over its own components. */
    @Inject
    public UndoMigrationMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipUndoMigration ? Optional.of("d4.undo-migration.skip") : Optional.empty();
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        String name = migration.strip();
        if (name.isEmpty()) {
            throw new MojoFailureException("nothing says which migration is to be reversed." + System.lineSeparator()
                    + "  Name its file: mvn d4:undo-migration -Dd4.migration=0001_….sql");
        }
        Contract contract = contract();
        List<Environment> environments = environment(contract).map(List::of).orElse(contract.environments());
        publish(name, new MigrationUndo(database(name, environments)).undo(name));
    }

    private void publish(String name, Undone undone) throws MojoFailureException {
        if (undone instanceof Undone.Refused refused) {
            refused.details().stream().limit(SHOWN).forEach(getLog()::error);
            throw new MojoFailureException(
                    refused.why() + "; nothing was written." + System.lineSeparator() + "  " + refused.remedy());
        }
        Undone.Written written = (Undone.Written) undone;
        getLog().info("wrote " + shown(written.file()) + ", which reverses " + name);
        if (written.later()) {
            getLog().info("files after " + name + " do not need it: it was tried behind all of them");
        }
        if (written.losses().isEmpty()) {
            getLog().info("tried on a copy: the schema is as if " + name + " had never run");
        } else {
            getLog().warn("it does not bring back:");
            written.losses().stream().limit(SHOWN).forEach(loss -> getLog().warn("  " + loss));
            if (written.losses().size() > SHOWN) {
                getLog().warn("  ... " + (written.losses().size() - SHOWN) + " more: see the end of the file");
            }
        }
        getLog().info("where " + name + " was never applied, delete it instead: mvn d4:migrations shows where it was");
    }

    private String shown(Path file) {
        Path base = project().getBasedir().toPath();
        return file.startsWith(base) ? base.relativize(file).toString() : file.toString();
    }

    /** The database whose migrations have the file: environments that share a directory share its files. */
    private static Database database(String name, List<Environment> environments) throws MojoFailureException {
        Map<Path, Database> directories = new LinkedHashMap<>();
        environments.forEach(environment -> environment
                .databases()
                .values()
                .forEach(database -> directories.putIfAbsent(database.migrationsDirectory(), database)));
        List<Database> having = directories.values().stream()
                .filter(database ->
                        Files.isRegularFile(database.migrationsDirectory().resolve(name)))
                .toList();
        if (having.size() == 1) {
            return having.get(0);
        }
        throw new MojoFailureException(
                having.isEmpty()
                        ? "-Dd4.migration=" + name + ": there is no such file in " + directories.keySet()
                        : "-Dd4.migration=" + name + ": several databases have a file of that name, in "
                                + having.stream()
                                        .map(Database::migrationsDirectory)
                                        .toList()
                                + "; name an environment that binds one of them only");
    }
}
