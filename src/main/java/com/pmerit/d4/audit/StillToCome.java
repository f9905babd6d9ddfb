package com.pmerit.d4.audit;

import com.pmerit.d4.database.MigrationFile;
import com.pmerit.d4.database.baseline.FileEffect;
import com.pmerit.d4.database.baseline.History;
import com.pmerit.d4.database.baseline.Verdict;
import com.pmerit.d4.database.baseline.Verdicts;
import com.pmerit.d4.sql.SchemaFact;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files behind the last one that is in effect in a database: the next release applies them, so that what they make is not
 * missing there. A file with a later one in effect has had its turn: what is missing of it no release brings any more.
 */
final class StillToCome {
    private final List<MigrationFile> files;

    private StillToCome(List<MigrationFile> files) {
        this.files = List.copyOf(files);
    }

    /**
     * Finds them.
     *
     * @param history of all files, from an empty database
     * @param present the facts of the database
     * @param tracked the names that its tracking table lists
     */
    static StillToCome of(History history, Collection<SchemaFact> present, Set<String> tracked) {
        Map<String, Verdict> verdicts = new Verdicts(history).of(present, tracked);
        ArrayDeque<MigrationFile> files = new ArrayDeque<>();
        for (int index = history.effects().size() - 1; index >= 0; index--) {
            FileEffect effect = history.effects().get(index);
            Verdict verdict = verdicts.get(effect.name());
            if (verdict == null || speaksForEffect(verdict)) {
                break;
            }
            files.addFirst(effect.file());
        }
        return new StillToCome(List.copyOf(files));
    }

    /** What only writes rows, or what a later file takes away again, speaks neither for nor against it. */
    private static boolean speaksForEffect(Verdict verdict) {
        return !(verdict instanceof Verdict.Absent
                || verdict instanceof Verdict.DataOnly
                || verdict instanceof Verdict.Shadowed);
    }

    /** Applies to a copy of the database those that can be; gives these. */
    List<MigrationFile> applyTo(Scratch copy) throws SQLException {
        List<MigrationFile> applied = new ArrayList<>();
        for (MigrationFile file : files) {
            if (copy.apply(file).isEmpty()) {
                applied.add(file);
            }
        }
        return applied;
    }
}
