package com.pmerit.d4.audit;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.Bookkeeping;
import com.pmerit.d4.database.rebuild.SafeRebuild;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Writes the migration that brings the database of an environment what another one has or all migration files make: what is
 * missing by statements that only add, or one table by a rebuild that keeps every row. It is tried on a copy with canary rows,
 * behind the files that are still to come. Two requests a database; writes nothing to Cloudflare.
 */
public final class Reconciler {
    private final String binding;
    private final WantedSchema from;
    private final Environment target;
    private final AccountApi account;

    /**
     * Prepares it for one binding.
     *
     * @param from what has what is wanted
     * @param target the environment that lacks it
     * @throws IllegalArgumentException when an environment lacks the binding
     */
    public Reconciler(String binding, WantedSchema from, Environment target, AccountApi account) {
        this.binding = binding;
        this.from = from;
        this.target = target;
        this.account = account;
        database(target);
        if (from instanceof WantedSchema.Live live) {
            database(live.environment());
        }
    }

    /** The file that only adds. */
    public Reconciliation additions() {
        return written(this::additions);
    }

    /**
     * The file that gives a table the definition that is wanted.
     *
     * @param table its name; case does not matter
     */
    public Reconciliation rebuild(String table) {
        return written(ground -> rebuild(ground, table));
    }

    /** What can be made of the ground on which a file stands. */
    @FunctionalInterface
    private interface Writing {
        Reconciliation on(Ground ground) throws SQLException;
    }

    private record Read(Optional<LiveContents> elsewhere, LiveDatabase.Contents target) {}

    private Reconciliation written(Writing writing) {
        ProjectFiles files = ProjectFiles.of(database(target));
        if (files.trouble().isPresent()) {
            return new Reconciliation.Impossible("the migration files cannot be read", files.trouble());
        }
        return read().fold(
                        read -> written(writing, read, files),
                        failure -> new Reconciliation.Impossible(
                                "a database could not be read", Optional.of(failure.message())));
    }

    private Reconciliation written(Writing writing, Read read, ProjectFiles files) {
        try {
            Ground.Survey survey = Ground.survey(read.target(), files.inOrder(), read.elsewhere(), bookkeeping());
            return survey instanceof Ground.Survey.Made made
                    ? writing.on(made.ground())
                    : ((Ground.Survey.Not) survey).why();
        } catch (SQLException broken) {
            return new Reconciliation.Impossible(
                    "SQLite cannot be asked on this machine", Optional.of(broken.toString()));
        }
    }

    private ApiResult<Read> read() {
        if (!(from instanceof WantedSchema.Live live)) {
            return contents(target).map(given -> new Read(Optional.empty(), given));
        }
        CompletableFuture<ApiResult<LiveDatabase.Contents>> wanted =
                CompletableFuture.supplyAsync(() -> contents(live.environment()));
        ApiResult<LiveDatabase.Contents> given = contents(target);
        return wanted.join().then(theirs -> given.map(ours -> new Read(Optional.of(theirs.schema()), ours)));
    }

    private ApiResult<LiveDatabase.Contents> contents(Environment environment) {
        return new LiveDatabase(account, database(environment), List.of()).contents();
    }

    private Reconciliation additions(Ground ground) throws SQLException {
        Map<Place, Deltas.Schema> schemas = Map.of(
                new Place(from.name(), binding), new Deltas.Schema(source(), Optional.of(ground.wanted())),
                new Place(target.name(), binding), new Deltas.Schema(database(target), Optional.of(ground.given())));
        Delta delta = new Deltas(schemas).delta(binding, from.name(), target.name());
        try (Scratch copy = new Scratch(bookkeeping())) {
            Optional<String> refused = copy.take(ground.given());
            if (refused.isPresent()) {
                return uncopied(refused);
            }
            Reconciliation written = new Additions(delta, from, target, database(target), ground).write(copy);
            return written instanceof Reconciliation.Written file
                    ? trial(ground).additions(file)
                    : written;
        }
    }

    private Reconciliation rebuild(Ground ground, String table) throws SQLException {
        List<String> wanted = ground.wanted().alone("table", SchemaObject.folded(table));
        if (wanted.isEmpty()) {
            return new Reconciliation.Impossible(
                    "there is no table " + table + " in what " + from.has(), Optional.empty());
        }
        try (Scratch copy = new Scratch(bookkeeping())) {
            Optional<String> refused = copy.take(ground.given());
            if (refused.isPresent()) {
                return uncopied(refused);
            }
            SafeRebuild.Rebuild rebuild = copy.rebuild(table, wanted.get(0));
            if (rebuild instanceof SafeRebuild.Rebuild.Refused no) {
                return new Reconciliation.Impossible("table " + table + " cannot be rebuilt", Optional.of(no.why()));
            }
            SafeRebuild.Rebuild.Statements statements = (SafeRebuild.Rebuild.Statements) rebuild;
            return statements.newColumns().isEmpty()
                    ? trial(ground).rebuild(rebuilt(table, statements.sql(), ground), table)
                    : emptying(table, statements.newColumns());
        }
    }

    /** The file goes through every environment, and a rebuild brings no values of columns that the target lacks. */
    private Reconciliation.Impossible emptying(String table, List<String> columns) {
        return new Reconciliation.Impossible(
                "table " + table + " of " + target.name() + " cannot be rebuilt before it has "
                        + String.join(", ", columns),
                Optional.of("where these columns are already, the file would empty them; bring them first:"
                        + " mvn d4:reconcile -Dd4.environment=" + target.name() + " without -Dd4.rebuild"));
    }

    private Reconciliation.Impossible uncopied(Optional<String> refused) {
        return new Reconciliation.Impossible("the schema of " + target.name() + " cannot be copied", refused);
    }

    private CopyTrial trial(Ground ground) {
        return new CopyTrial(ground, target.name(), bookkeeping());
    }

    private Reconciliation.Written rebuilt(String table, List<String> statements, Ground ground) {
        String text = "-- Gives table " + table + " of " + target.name() + " the definition of what " + from.has()
                + ", and keeps every row of it\n-- and of the tables that point to it. Written by d4:reconcile; it must run"
                + " as one transaction, as d4 and wrangler run it.\n"
                + String.join(";\n", statements) + ";\n";
        return new Reconciliation.Written(
                text,
                List.of("table " + table + ", rebuilt"),
                List.of(),
                ground.pending().stream().map(file -> file.name().text()).toList(),
                List.of(),
                false);
    }

    private Bookkeeping bookkeeping() {
        return Bookkeeping.of(source(), database(target));
    }

    /** The database that has what is wanted; where the files say it, that of the target itself. */
    private Database source() {
        return database(from instanceof WantedSchema.Live live ? live.environment() : target);
    }

    private Database database(Environment environment) {
        Database database = environment.databases().get(binding);
        if (database == null) {
            throw new IllegalArgumentException(environment.name() + " binds no database as " + binding);
        }
        return database;
    }
}
