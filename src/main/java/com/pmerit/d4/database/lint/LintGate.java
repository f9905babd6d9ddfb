package com.pmerit.d4.database.lint;

import com.pmerit.d4.database.Level;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** No migration file holds an error that nobody waived; for the last environment no warning either. */
public final class LintGate implements Gate {
    private static final String DETAIL = "; each with its code and mend: mvn d4:lint";

    private final Linter linter;
    private final boolean bound;
    private final boolean warningsFail;

    /**
     * Prepares the look.
     *
     * @param bound whether any environment binds a database
     * @param warningsFail whether a warning that nobody waived fails the gate, as before production
     */
    public LintGate(Linter linter, boolean bound, boolean warningsFail) {
        this.linter = linter;
        this.bound = bound;
        this.warningsFail = warningsFail;
    }

    @Override
    public String id() {
        return "lint";
    }

    @Override
    public String title() {
        return "D1 migrations hold nothing that loses data or fails";
    }

    @Override
    public Verdict check() {
        if (!bound) {
            return new Verdict.Skipped("no environment binds a D1 database");
        }
        try {
            return verdict(linter.look());
        } catch (IOException | SQLException unreadable) {
            return new Verdict.Failed(
                    "the migration files could not be looked at: " + unreadable.getMessage(), "run: mvn d4:lint");
        }
    }

    private Verdict verdict(LintResult result) {
        if (result.files() == 0) {
            return new Verdict.Warned(
                    "a D1 database is bound, and there is no migration file to look at",
                    List.of(),
                    "put its schema into migration files: npx wrangler d1 migrations create");
        }
        List<Finding> errors = result.open(Level.ERROR);
        List<Finding> warnings = result.open(Level.WARNING);
        String summary = result.extent() + ": " + result.tally();
        List<String> details = new ArrayList<>();
        errors.forEach(finding -> details.add(finding.text()));
        warnings.forEach(finding -> details.add(finding.text()));
        result.waived()
                .forEach(finding -> details.add(
                        "waived: " + finding.text() + " (" + finding.waived().orElse("") + ")"));
        if (!errors.isEmpty() || (warningsFail && !warnings.isEmpty())) {
            String all = errors.isEmpty() ? ", or allow it in the file: -- d4:allow CODE reason" : "";
            return new Verdict.Failed(
                    summary,
                    details,
                    (errors.isEmpty() ? warnings : errors).get(0).mend() + all + DETAIL);
        }
        return warnings.isEmpty()
                ? new Verdict.Passed(summary, details)
                : new Verdict.Warned(summary, details, warnings.get(0).mend() + DETAIL);
    }
}
