package com.pmerit.d4.report;

import com.pmerit.d4.report.Row.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** How a run ended, as one sentence that begins with its outcome. */
final class Ending {
    private Ending() {}

    static String of(Sheet sheet) {
        String time = String.format(Locale.ROOT, "%.1f s", sheet.duration().toMillis() / 1000.0);
        return sheet.outcome() + " after " + time + ": "
                + switch (sheet.outcome()) {
                    case NOOP -> "everything stood already, nothing was written; " + counts(sheet);
                    case DONE -> counts(sheet);
                    case GATE_FAILED -> gates(sheet) + ", nothing was written";
                    case ABORTED_SAFE -> stopped(sheet) + "; users meet what they met before";
                    case ROLLED_BACK -> stopped(sheet) + "; users meet again what they met before";
                    case NEEDS_HUMAN -> stopped(sheet) + "; a person must look";
                };
    }

    private static String gates(Sheet sheet) {
        long failed = count(sheet.gates(), Row::failed);
        return failed == 0
                ? "no gate looked at anything, which proves nothing"
                : failed + " of " + sheet.gates().size()
                        + (sheet.gates().size() == 1 ? " gate failed" : " gates failed");
    }

    private static String stopped(Sheet sheet) {
        return sheet.stoppedAt()
                .map(row -> "stopped at the step '" + row.id() + "'")
                .orElse("stopped");
    }

    private static String counts(Sheet sheet) {
        List<String> counts = new ArrayList<>();
        add(
                counts,
                count(sheet.gates(), row -> !row.kind().isSkipped() && row.kind() != Kind.OVERRIDDEN),
                "gates passed",
                "gate passed");
        add(counts, count(sheet.gates(), row -> row.kind() == Kind.WARNED), "of them warn", "of them warns");
        add(counts, count(sheet.gates(), row -> row.kind() == Kind.OVERRIDDEN), "OVERRIDDEN", "OVERRIDDEN");
        add(counts, count(sheet.gates(), row -> row.kind().isSkipped()), "skipped", "skipped");
        add(counts, count(sheet.steps(), row -> row.kind() == Kind.DONE), "steps done", "step done");
        add(counts, count(sheet.steps(), row -> row.kind() == Kind.ALREADY_DONE), "stood already", "stood already");
        add(counts, sheet.smokeRowsOfTheirOwn().size(), "smoke tests passed", "smoke test passed");
        return String.join(", ", counts);
    }

    private static long count(List<Row> rows, Predicate<Row> which) {
        return rows.stream().filter(which).count();
    }

    private static void add(List<String> counts, long count, String several, String one) {
        if (count > 0) {
            counts.add(count + " " + (count == 1 ? one : several));
        }
    }
}
