package com.pmerit.d4.mojo;

import com.pmerit.d4.audit.WantedSchema;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import java.io.IOException;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the migration that brings the database of an environment what that of the one before it has, or what all migration files
 * make: tables, columns, indexes, views and triggers that are missing, by statements that only add, tried on a copy with canary
 * rows. What needs more is listed in the file, with what to begin with. With {@code d4.rebuild} the migration that gives one table
 * the definition that it has there and keeps every row. Writes nothing but that file, which goes through staging like any other.
 */
@Mojo(name = "reconcile", threadSafe = true)
public final class ReconcileMojo extends D4Mojo {
    /** Skips the writing of the migration. */
    @Parameter(property = "d4.reconcile.skip", defaultValue = "false")
    private boolean skipReconcile;

    /** The environment that has what is wanted, by default the one that comes before; or {@code files}. */
    @Parameter(property = "d4.from")
    private @Nullable String from;

    /** A table that is to be rebuilt with all its rows, instead of adding what is missing. */
    @Parameter(property = "d4.rebuild")
    private @Nullable String rebuild;

    /** The binding or the name of the database, where the environment has several; needed for a rebuild there. */
    @Parameter(property = "d4.database")
    private @Nullable String database;

    /** Maven hands over its own components. */
    @Inject
    public ReconcileMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipReconcile ? Optional.of("d4.reconcile.skip") : Optional.empty();
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        Contract contract = contract();
        Environment target = namedEnvironment(contract);
        WantedSchema source = source(contract, target);
        try (Cloud cloud = cloud(contract)) {
            getLog().info(goal() + " " + source.name() + " -> " + target.name()
                    + (isSandbox() ? " (embedded Cloudflare)" : ""));
            new ReconcileRun(source, target, cloud.account())
                    .run(Optional.ofNullable(rebuild), Optional.ofNullable(database))
                    .forEach(line -> getLog().info(cloud.masked(line)));
        }
    }

    private WantedSchema source(Contract contract, Environment target) throws MojoFailureException {
        String name = Optional.ofNullable(from)
                .or(target::after)
                .orElseThrow(
                        () -> new MojoFailureException(
                                target.name()
                                        + " comes after no other environment: name the one that has what is wanted, -Dd4.from=…, or -Dd4.from=files"));
        if (name.equals(WantedSchema.FILES) && contract.environment(name).isEmpty()) {
            return new WantedSchema.Files();
        }
        return contract.environment(name)
                .filter(found -> !found.name().equals(target.name()))
                .map(WantedSchema.Live::new)
                .orElseThrow(
                        () -> new MojoFailureException(
                                "-Dd4.from=" + name
                                        + ": the POM has no other environment of that name; -Dd4.from=files takes the migration files"));
    }
}
