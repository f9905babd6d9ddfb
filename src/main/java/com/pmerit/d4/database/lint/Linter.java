package com.pmerit.d4.database.lint;

import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.Bookkeeping;
import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.MigrationFiles;
import com.pmerit.d4.database.MigrationFiles.Found;
import com.pmerit.d4.database.Rule;
import com.pmerit.d4.database.rehearsal.FileRehearsal;
import com.pmerit.d4.database.rehearsal.Rehearsal;
import com.pmerit.d4.database.rehearsal.Rehearser;
import com.pmerit.d4.sql.SchemaFact;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks at all migration files of a project. Needs neither network nor environment. */
public final class Linter {
    private static final Comparator<Finding> BY_PLACE = Comparator.comparingInt(Finding::line)
            .thenComparingInt(Finding::column)
            .thenComparing(Finding::rule);

    private final Path project;
    private final Collection<Database> databases;
    private final Optional<String> from;
    private volatile Optional<LintResult> found = Optional.empty();

    /**
     * Takes the databases whose migrations are looked at; those of one directory are looked at once.
     *
     * @param project the project's directory, from which paths are shown
     * @param from the name of the first file that is judged; earlier ones are only replayed
     */
    public Linter(Path project, Collection<Database> databases, Optional<String> from) {
        this.project = project;
        this.databases = List.copyOf(databases);
        this.from = from;
    }

    /** All databases that the environments bind. */
    public static List<Database> databases(Collection<Environment> environments) {
        return environments.stream()
                .flatMap(environment -> environment.databases().values().stream())
                .toList();
    }

    /**
     * Looks.
     *
     * @throws IOException when a directory or file cannot be read, or when no file has the name of the first to be judged
     * @throws SQLException when SQLite cannot be asked on this machine
     */
    public LintResult look() throws IOException, SQLException {
        found = Optional.empty();
        LintResult result = all();
        found = Optional.of(result);
        return result;
    }

    /** What the last look found, for a report on the gate that looked; empty before it, and when it could not be ended. */
    public Optional<LintResult> found() {
        return found;
    }

    private LintResult all() throws IOException, SQLException {
        Map<String, Database> distinct = new LinkedHashMap<>();
        databases.forEach(database ->
                distinct.putIfAbsent(database.migrationsDirectory() + "\0" + database.migrationsPattern(), database));
        LintResult all = new LintResult(0, 0, 0, List.of(), List.of());
        boolean known = from.isEmpty();
        for (Database database : distinct.values()) {
            Found found = new MigrationFiles().read(database);
            if (found instanceof Found.Unusable unusable) {
                all = plus(all, unusable(database, unusable));
                known = true;
            } else {
                List<MigrationFile> files = ((Found.Files) found).inOrder();
                known |= files.stream().anyMatch(this::isFirst);
                all = plus(all, look(database, files));
            }
        }
        if (!known) {
            throw new IOException("-Dd4.lintFrom=" + from.orElse("") + ": no migration file has this name");
        }
        return all;
    }

    private LintResult look(Database database, List<MigrationFile> files) throws SQLException {
        List<Script> scripts =
                files.stream().map(file -> Script.of(file, project)).toList();
        Rehearser rehearser = new Rehearser(Bookkeeping.of(database).names());
        Rehearsal.Done replayed = rehearser.replay(files);
        Rehearsal.Done rehearsed = rehearser.rehearse(files);
        Map<String, List<Finding>> found = new LinkedHashMap<>();
        scripts.forEach(script -> found.put(script.shown(), new ArrayList<>()));
        KnownSchema known = new KnownSchema();
        List<Effect> effects = new ArrayList<>();
        for (int index = 0; index < files.size(); index++) {
            Effect effect = effect(
                    scripts.get(index),
                    replayed.files().get(index),
                    rehearsed.files().get(index),
                    known);
            effects.add(effect);
            judge(effect, known).forEach(finding -> add(found, finding));
        }
        NameRules.findings(scripts).forEach(finding -> add(found, finding));
        ReferenceRules.findings(effects, known).forEach(finding -> add(found, finding));
        int first = first(files);
        List<Finding> findings = new ArrayList<>();
        for (Script script : scripts.subList(first, scripts.size())) {
            Set<Rule> laterFound = RowRules.rehearsed(script);
            List<Finding> own = withoutConsequences(found.getOrDefault(script.shown(), List.of()));
            findings.addAll(WaiverRules.over(script, own, laterFound).stream()
                    .sorted(BY_PLACE)
                    .toList());
        }
        int statements =
                scripts.stream().mapToInt(script -> script.pieces().size()).sum();
        List<String> unseeded = rehearsed.notSeeded().keySet().stream().sorted().toList();
        return new LintResult(files.size(), files.size() - first, statements, unseeded, findings);
    }

    /** Follows one file. */
    private static Effect effect(Script script, FileRehearsal replayed, FileRehearsal rehearsed, KnownSchema known) {
        Set<String> touched = new TreeSet<>();
        replayed.change().added().forEach(fact -> touched.add(fact.table()));
        replayed.change().removed().forEach(fact -> touched.add(fact.table()));
        Set<SchemaFact> before = known.of(touched);
        known.apply(replayed.change());
        return new Effect(script, replayed, rehearsed, before, known.of(touched));
    }

    private static List<Finding> judge(Effect effect, KnownSchema known) {
        List<Finding> findings = new ArrayList<>(TextRules.findings(effect.script()));
        findings.addAll(EffectRules.findings(effect));
        findings.addAll(RowRules.findings(effect));
        findings.addAll(MeaningRules.findings(effect, known));
        return findings;
    }

    /** A statement that fails because of what its text tells already is told once. */
    private static List<Finding> withoutConsequences(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.rule() != Rule.FAILS_FROM_EMPTY
                        || findings.stream()
                                .noneMatch(cause ->
                                        (cause.rule() == Rule.TRANSACTION || cause.rule() == Rule.STATEMENT_TOO_LONG)
                                                && cause.place().equals(finding.place())))
                .toList();
    }

    private int first(List<MigrationFile> files) {
        for (int index = 0; index < files.size(); index++) {
            if (isFirst(files.get(index))) {
                return index;
            }
        }
        return 0;
    }

    private boolean isFirst(MigrationFile file) {
        return from.filter(file.name().text()::equals).isPresent();
    }

    private LintResult unusable(Database database, Found.Unusable unusable) {
        List<Finding> findings = unusable.files().stream()
                .map(file -> new Finding(
                        Rule.UNUSABLE_FILE,
                        Script.shown(database.migrationsDirectory(), project) + "/" + file.name(),
                        1,
                        1,
                        file.why(),
                        file.mend(),
                        Optional.empty()))
                .toList();
        return new LintResult(findings.size(), findings.size(), 0, List.of(), findings);
    }

    private static void add(Map<String, List<Finding>> found, Finding finding) {
        found.getOrDefault(finding.file(), new ArrayList<>()).add(finding);
    }

    private static LintResult plus(LintResult one, LintResult other) {
        List<Finding> findings = new ArrayList<>(one.findings());
        findings.addAll(other.findings());
        List<String> unseeded = new ArrayList<>(one.unseeded());
        unseeded.addAll(other.unseeded());
        return new LintResult(
                one.files() + other.files(),
                one.judged() + other.judged(),
                one.statements() + other.statements(),
                unseeded,
                findings);
    }
}
