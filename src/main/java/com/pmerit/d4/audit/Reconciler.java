package com.pmerit.d4.audit;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.Bookkeeping;
import com.pmerit.d4.database.rebuild.SafeRebuild;
import com.pmerit.d4.sql.SchemaFact;
import com.pmerit.d4.sql.SqlStatement;
import com.pmerit.d4.sql.StatementSplitter;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Writes the migration that brings the database of one environment what that of another one has: what is missing by statements
 * that only add, or one table by a rebuild that keeps every row. Two requests a database; writes nothing to Cloudflare.
 */
public final class Reconciler {
    private final String binding;
    private final Environment from;
    private final Environment target;
    private final AccountApi account;

    /**
     * Prepares it for one binding that both environments have.
     *
     * @param from the environment that has what is wanted
     * @param target the environment that lacks it
     * @throws IllegalArgumentException when one of them lacks the binding
     */
    public Reconciler(String binding, Environment from, Environment target, AccountApi account) {
        this.binding = binding;
        this.from = from;
        this.target = target;
        this.account = account;
        database(from);
        database(target);
    }

    /** The file that only adds. */
    public Reconciliation additions() {
        return live().fold(
                        this::additions,
                        failure -> new Reconciliation.Impossible(
                                "a database could not be read", Optional.of(failure.message())));
    }

    /**
     * The file that gives a table the definition that it has in the other environment.
     *
     * @param table its name; case does not matter
     */
    public Reconciliation rebuild(String table) {
        return live().fold(
                        live -> rebuild(live, table),
                        failure -> new Reconciliation.Impossible(
                                "a database could not be read", Optional.of(failure.message())));
    }

    private record Live(LiveContents wanted, LiveContents given) {}

    private ApiResult<Live> live() {
        CompletableFuture<ApiResult<LiveDatabase.Contents>> wanted =
                CompletableFuture.supplyAsync(() -> contents(from));
        ApiResult<LiveDatabase.Contents> given = contents(target);
        return wanted.join().then(theirs -> given.map(ours -> new Live(theirs.schema(), ours.schema())));
    }

    private ApiResult<LiveDatabase.Contents> contents(Environment environment) {
        return new LiveDatabase(account, database(environment), List.of()).contents();
    }

    private Reconciliation additions(Live live) {
        Map<Place, Deltas.Schema> schemas = Map.of(
                new Place(from.name(), binding), new Deltas.Schema(database(from), Optional.of(live.wanted())),
                new Place(target.name(), binding), new Deltas.Schema(database(target), Optional.of(live.given())));
        Delta delta = new Deltas(schemas).delta(binding, from.name(), target.name());
        Reconciliation written =
                new Additions(delta, target.name(), database(target).name()).write();
        return written instanceof Reconciliation.Written file
                ? verified(file, live).<Reconciliation>map(why -> why).orElse(file)
                : written;
    }

    /** The whole file on a copy: it runs, and nothing that was true of the schema before is gone. */
    private Optional<Reconciliation.Impossible> verified(Reconciliation.Written file, Live live) {
        try (Scratch copy = new Scratch(Bookkeeping.of(database(target)))) {
            Optional<String> refused = copy.take(live.given());
            Set<SchemaFact> before = new HashSet<>(copy.facts().facts());
            for (SqlStatement statement : StatementSplitter.split(file.text())) {
                refused = refused.isPresent() ? refused : copy.run(statement.text());
            }
            before.removeAll(copy.facts().facts());
            if (refused.isPresent()) {
                return Optional.of(
                        new Reconciliation.Impossible("the file fails on a copy of " + target.name(), refused));
            }
            return before.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Reconciliation.Impossible(
                            "the file takes something away on a copy of " + target.name(),
                            Optional.of(before.toString())));
        } catch (SQLException broken) {
            return Optional.of(new Reconciliation.Impossible(
                    "SQLite cannot be asked on this machine", Optional.of(broken.toString())));
        }
    }

    private Reconciliation rebuild(Live live, String table) {
        List<String> wanted = live.wanted().alone("table", SchemaObject.folded(table));
        if (wanted.isEmpty()) {
            return new Reconciliation.Impossible(from.name() + " has no table " + table, Optional.empty());
        }
        try (Scratch copy = new Scratch(Bookkeeping.of(database(target)))) {
            Optional<String> refused = copy.take(live.given());
            if (refused.isPresent()) {
                return new Reconciliation.Impossible("the schema of " + target.name() + " cannot be copied", refused);
            }
            SafeRebuild.Rebuild rebuild = copy.rebuild(table, wanted.get(0));
            return rebuild instanceof SafeRebuild.Rebuild.Statements statements
                    ? rebuilt(table, statements.sql())
                    : new Reconciliation.Impossible(
                            "table " + table + " cannot be rebuilt",
                            Optional.of(((SafeRebuild.Rebuild.Refused) rebuild).why()));
        } catch (SQLException broken) {
            return new Reconciliation.Impossible(
                    "SQLite cannot be asked on this machine", Optional.of(broken.toString()));
        }
    }

    private Reconciliation rebuilt(String table, List<String> statements) {
        String text =
                "-- Gives table " + table + " of " + target.name() + " the definition that it has in " + from.name()
                        + ", and keeps every row of it\n-- and of the tables that point to it. Written by d4:reconcile; it must run"
                        + " as one transaction, as d4 and wrangler run it.\n"
                        + String.join(";\n", statements) + ";\n";
        return new Reconciliation.Written(text, List.of("table " + table + ", rebuilt"), List.of(), false);
    }

    private Database database(Environment environment) {
        Database database = environment.databases().get(binding);
        if (database == null) {
            throw new IllegalArgumentException(environment.name() + " binds no database as " + binding);
        }
        return database;
    }
}
