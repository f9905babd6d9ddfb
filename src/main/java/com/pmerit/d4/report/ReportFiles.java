package com.pmerit.d4.report;

import com.pmerit.d4.release.WholeFile;
import com.pmerit.d4.report.html.ReportPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * Writes a report's files into the directory {@code target/d4}, and after each the page that shows all of them. Each file is
 * there whole or not at all.
 */
public final class ReportFiles {
    /** The file for programs, {@link JsonReport}. */
    public static final String JSON = "target/d4/result.json";

    /** The file for programs that {@code d4:status} writes. */
    public static final String STATUS = "target/d4/status.json";

    /** The file for programs that {@code d4:history} writes. */
    public static final String HISTORY = "target/d4/history.json";

    /** The file for programs that {@code d4:audit} writes. */
    public static final String AUDIT = "target/d4/audit.json";

    /** The file for programs that {@code d4:migrations} writes. */
    public static final String MIGRATIONS = "target/d4/migrations.json";

    /** The file for programs that {@code d4:baseline} writes. */
    public static final String BASELINE = "target/d4/baseline.json";

    /** The file for programs that {@code d4:secrets} writes. */
    public static final String SECRETS = "target/d4/secrets.json";

    /** The file for programs that {@code d4:lint} writes. */
    public static final String LINT = "target/d4/lint.json";

    /** The file for programs that {@code d4:rehearse} writes. */
    public static final String REHEARSAL = "target/d4/rehearsal.json";

    /** The page for people who sign off, {@link ReportPage}. */
    public static final String PAGE = "target/d4/report.html";

    /** The file for programs that {@code d4:sop} writes of an SOP that it reads. */
    public static final String SOP = "target/d4/sop.json";

    private static final String MARKDOWN = "target/d4/result.md";
    private static final String AUDIT_MARKDOWN = "target/d4/audit.md";
    private static final String SARIF = "target/d4/lint.sarif";
    private static final String JUNIT = "target/d4/TEST-d4-checklist.xml";

    private final Path directory;
    private final UnaryOperator<String> mask;

    /**
     * Takes the place of the files.
     *
     * @param directory usually {@code target/d4}; made when it is missing
     * @param mask hides secrets; every text is sent through it first
     */
    public ReportFiles(Path directory, UnaryOperator<String> mask) {
        this.directory = directory;
        this.mask = mask;
    }

    /**
     * Writes {@code result.json}, {@code result.md}, {@code TEST-d4-checklist.xml} and the run's own copy of the first below
     * {@code runs} over those of an earlier run, and the page. When one cannot be written the others are still tried.
     *
     * @throws IOException when one could not be written, after the others were tried
     */
    public void write(Report report) throws IOException {
        Sheet sheet = Sheet.of(report, mask);
        byte[] json = new JsonReport().render(sheet);
        new EachTried()
                .then(() -> replace(JSON, json))
                .then(() -> replace(MARKDOWN, utf8(new MarkdownReport(mask).text(report))))
                .then(() -> replace(JUNIT, new JUnitReport().render(sheet)))
                .then(() -> write(directory.resolve("runs"), RunName.of(sheet.subject()), json))
                .then(this::writePage)
                .end();
    }

    /**
     * Writes {@code report.html} over that of an earlier run, out of the JSON files that are there.
     *
     * @throws IOException when that cannot be done
     */
    public void writePage() throws IOException {
        byte[] page = new ReportPage(directory, text -> InertText.lines(mask.apply(text))).render(Instant.now());
        replace(PAGE, page);
    }

    /**
     * Writes {@code status.json} over that of an earlier run.
     *
     * @throws IOException when that cannot be done
     */
    public void write(StatusReport report) throws IOException {
        replace(STATUS, new StatusJson(mask).render(report));
        writePage();
    }

    /**
     * Writes {@code history.json} over that of an earlier run.
     *
     * @throws IOException when that cannot be done
     */
    public void write(HistoryReport report) throws IOException {
        replace(HISTORY, new HistoryJson(mask).render(report));
    }

    /**
     * Writes {@code audit.json} and {@code audit.md} over those of an earlier run.
     *
     * @throws IOException when that cannot be done
     */
    public void write(AuditReport report) throws IOException {
        replace(AUDIT, new AuditJson(mask).render(report));
        replace(AUDIT_MARKDOWN, utf8(new MarkdownAudit(mask).text(report)));
        writePage();
    }

    /**
     * Writes {@code lint.json} and {@code lint.sarif} over those of an earlier run.
     *
     * @throws IOException when that cannot be done
     */
    public void write(LintReport report) throws IOException {
        replace(LINT, new LintJson(mask).render(report));
        replace(SARIF, new Sarif(mask).render(report));
        writePage();
    }

    /**
     * Writes {@code migrations.json} over that of an earlier run.
     *
     * @throws IOException when that cannot be done
     */
    public void write(MigrationsReport report) throws IOException {
        replace(MIGRATIONS, new MigrationsJson(mask).render(report));
        writePage();
    }

    /**
     * Writes {@code baseline.json} over that of an earlier run.
     *
     * @throws IOException when that cannot be done
     */
    public void write(BaselineReport report) throws IOException {
        replace(BASELINE, new BaselineJson(mask).render(report));
    }

    /**
     * Writes {@code rehearsal.json} over that of an earlier run.
     *
     * @throws IOException when that cannot be done
     */
    public void write(RehearsalReport report) throws IOException {
        replace(REHEARSAL, new RehearsalJson(mask).render(report));
    }

    /**
     * Writes {@code secrets.json} over that of an earlier run.
     *
     * @throws IOException when that cannot be done
     */
    public void write(SecretsReport report) throws IOException {
        replace(SECRETS, new SecretsJson(mask).render(report));
        writePage();
    }

    /**
     * Writes {@code sop.json} over that of an earlier run.
     *
     * @throws IOException when that cannot be done
     */
    public void write(SopReview review) throws IOException {
        replace(SOP, new SopJson(mask).render(review));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void replace(String file, byte[] content) throws IOException {
        write(directory, Path.of(file).getFileName().toString(), content);
    }

    private static void write(Path place, String name, byte[] content) throws IOException {
        Files.createDirectories(place);
        WholeFile.write(place.resolve(name), content);
    }
}
