package com.pmerit.d4.mojo;

import com.pmerit.d4.audit.Audit;
import com.pmerit.d4.audit.AuditFinding;
import com.pmerit.d4.audit.FindingKind;
import com.pmerit.d4.audit.Severity;
import com.pmerit.d4.report.ReportFiles;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.maven.plugin.MojoFailureException;

/**
 * When an audit fails the build. One that did not see everything is none; drift and heavy findings are what one may be told to refuse.
 *
 * @param drift whether drift is refused
 * @param severity the least heavy finding that is refused
 */
record AuditThreshold(boolean drift, Optional<Severity> severity) {
    private static final String WHERE = "why stands above and in " + ReportFiles.AUDIT;

    /**
     * Reads the two properties.
     *
     * @throws MojoFailureException when one of them says nothing that can be meant
     */
    static AuditThreshold read(Optional<String> failOnDrift, Optional<String> failOn) throws MojoFailureException {
        String drift = failOnDrift.map(String::strip).orElse("false");
        if (!drift.equals("true") && !drift.equals("false")) {
            throw new MojoFailureException("-Dd4.failOnDrift=" + drift + ": write true or false");
        }
        Optional<String> word = failOn.map(String::strip).filter(text -> !text.isEmpty());
        Optional<Severity> severity = word.flatMap(Severity::of);
        if (word.isPresent() && severity.isEmpty()) {
            throw new MojoFailureException("-Dd4.failOn=" + word.get() + ": write error, warning or note");
        }
        return new AuditThreshold(drift.equals("true"), severity);
    }

    /** Why the build fails, if it does. */
    Optional<String> failure(Audit audit) {
        return unseen(audit)
                .or(() -> drift ? drift(audit) : Optional.empty())
                .or(() -> severity.flatMap(least -> tooHeavy(audit, least)));
    }

    private static Optional<String> unseen(Audit audit) {
        List<AuditFinding> unseen = matching(audit, FindingKind::isUnseen);
        if (unseen.isEmpty()) {
            return Optional.empty();
        }
        FindingKind first = unseen.get(0).kind();
        long alike = unseen.stream().filter(finding -> finding.kind() == first).count();
        return Optional.of(
                switch (first) {
                    case DATABASE_UNREADABLE -> alike + " of the databases could not be read; " + WHERE;
                    case BUCKET_UNREADABLE -> alike + " of the buckets could not be read; " + WHERE;
                    case SITE_UNREADABLE -> alike + " of the sites could not be read; " + WHERE;
                    case TRAFFIC_SPLIT ->
                        alike
                                + (alike == 1 ? " of the Workers splits its" : " of the Workers split their")
                                + " traffic, so that no one version can be held against the POM; " + WHERE;
                    default -> alike + " of the Workers could not be read; " + WHERE;
                });
    }

    private static Optional<String> drift(Audit audit) {
        if (!audit.comparesSomething()) {
            return Optional.of("d4.failOnDrift is set, and there is nothing to compare: name an environment that comes"
                    + " after another one, or none");
        }
        if (audit.drift() > 0) {
            return Optional.of("the schemas differ in " + audit.drift() + (audit.drift() == 1 ? " place" : " places")
                    + "; what closes each stands in " + ReportFiles.AUDIT);
        }
        if (audit.strays() > 0) {
            return Optional.of(audit.strays()
                    + " of the sites is not what a release of d4 brought with the Worker that is live; release again,"
                    + " and see " + ReportFiles.AUDIT);
        }
        return told(matching(audit, FindingKind::isDrift), "drift");
    }

    private static Optional<String> tooHeavy(Audit audit, Severity least) {
        List<AuditFinding> found = matching(audit, kind -> kind.severity().isAtLeast(least));
        boolean one = found.size() == 1;
        String what = (one ? least == Severity.ERROR ? "an " : "a " : "") + least.word() + (one ? "" : "s");
        return told(found, least == Severity.ERROR ? what : what + " or worse");
    }

    private static Optional<String> told(List<AuditFinding> findings, String what) {
        if (findings.isEmpty()) {
            return Optional.empty();
        }
        AuditFinding first = findings.get(0);
        return Optional.of(
                findings.size() + (findings.size() == 1 ? " finding is " : " findings are ") + what + ", first "
                        + first.kind().code()
                        + first.environment().map(name -> " in " + name).orElse("") + " (" + first.subject()
                        + "); what mends each stands above and in " + ReportFiles.AUDIT);
    }

    private static List<AuditFinding> matching(Audit audit, Predicate<FindingKind> wanted) {
        return audit.findings().stream()
                .filter(finding -> wanted.test(finding.kind()))
                .toList();
    }
}
