package com.pmerit.d4.database.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.database.ExampleMigrations;
import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.sql.SchemaFact;
import com.pmerit.d4.sql.SchemaFact.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A production that has everything but one thing: that is seen, and only files that provide it are blamed. */
final class MutationsTest {
    private List<MigrationFile> files;
    private History history;
    private Verdicts verdicts;

    @BeforeEach
    void replay() throws Exception {
        files = ExampleMigrations.files();
        history = History.fromEmpty(files, List.of(), Set.of());
        verdicts = new Verdicts(history);
    }

    @Test
    void provesAllFilesOfAProductionThatHasEverything() throws Exception {
        Map<String, Verdict> all = verdicts.of(history.end().facts(), Set.of());

        assertThat(history.end().tables()).isEqualTo(70);
        assertThat(all).hasSize(46);
        assertThat(all.values()).allMatch(verdict -> verdict.isProof() || verdict instanceof Verdict.DataUnproven);
    }

    @Test
    void seesEveryFactThatIsMissingAndBlamesNoFileThatDoesNotProvideIt() {
        List<SchemaFact> facts = history.end().facts();
        assertThat(facts).hasSizeGreaterThan(700);

        for (SchemaFact fact : facts) {
            Set<SchemaFact> production = new HashSet<>(facts);
            production.remove(fact);
            List<String> blamed = blamed(verdicts.of(production, Set.of()), Set.of(fact));

            assertThat(blamed).as("%s", fact).isNotEmpty().isEqualTo(verdicts.providers(fact));
        }
    }

    /** The same with databases that really lack something, whose facts are read anew. */
    @Test
    void seesWhatSomebodyDroppedFromTheDatabase() throws Exception {
        List<String> whole =
                HandMade.schema(files.stream().map(MigrationFile::sql).toArray(String[]::new));
        Set<SchemaFact> all = new HashSet<>(history.end().facts());
        int mutated = 0;
        for (SchemaFact fact : history.end().facts()) {
            if (Set.of(Kind.INDEX, Kind.TRIGGER, Kind.VIEW).contains(fact.kind())) {
                List<String> script = new ArrayList<>(whole);
                script.add("DROP " + fact.kind().words() + " " + fact.name());
                Set<SchemaFact> production =
                        new HashSet<>(History.on(HandMade.schema(script.toArray(String[]::new)), List.of(), Set.of())
                                .end()
                                .facts());
                Set<SchemaFact> missing = new HashSet<>(all);
                missing.removeAll(production);

                assertThat(missing).containsExactly(fact);
                assertThat(blamed(verdicts.of(production, Set.of()), missing)).isEqualTo(verdicts.providers(fact));
                mutated++;
            }
        }
        assertThat(mutated).isGreaterThan(80);
    }

    @Test
    void endsInTheWantedSchemaWithTheFilesThatAreNotProven() throws Exception {
        List<String> production = HandMade.schema(
                files.subList(0, 34).stream().map(MigrationFile::sql).toArray(String[]::new));
        Map<String, Verdict> found =
                verdicts.of(History.on(production, List.of(), Set.of()).end().facts(), Set.of());
        List<MigrationFile> remaining = files.stream()
                .filter(file -> found.get(file.name().text()) instanceof Verdict.Absent
                        || found.get(file.name().text()) instanceof Verdict.Partial)
                .toList();

        assertThat(remaining).isEqualTo(files.subList(34, 46));
        assertThat(Theorem.of(history.end(), production, remaining, Set.of())).isEqualTo(new Theorem.Holds());
    }

    private static List<String> blamed(Map<String, Verdict> verdicts, Set<SchemaFact> missing) {
        List<String> blamed = new ArrayList<>();
        verdicts.forEach((name, verdict) -> {
            if (verdict instanceof Verdict.Absent absent) {
                assertThat(missing).containsAll(absent.missing().keySet());
                blamed.add(name);
            } else if (verdict instanceof Verdict.Partial partial) {
                assertThat(partial.stillThere()).isEmpty();
                assertThat(missing).containsAll(partial.missing().keySet());
                blamed.add(name);
            } else {
                assertThat(verdict.isProof() || verdict instanceof Verdict.DataUnproven)
                        .isTrue();
            }
        });
        return blamed;
    }
}
