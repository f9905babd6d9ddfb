package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.release.WholeFile;
import com.pmerit.d4.report.ReportFiles;
import com.pmerit.d4.report.SopConsole;
import com.pmerit.d4.report.SopMarkdown;
import com.pmerit.d4.report.SopReport;
import com.pmerit.d4.report.SopReview;
import com.pmerit.d4.report.Subject;
import com.pmerit.d4.smoke.Transport;
import com.pmerit.d4.sop.LastChecklist;
import com.pmerit.d4.sop.ProjectState;
import com.pmerit.d4.sop.ResultFile;
import com.pmerit.d4.sop.Review;
import com.pmerit.d4.sop.Ruling;
import com.pmerit.d4.sop.SopDocument;
import com.pmerit.d4.sop.StateReader;
import com.pmerit.d4.sop.Statement;
import com.pmerit.d4.sop.Vocabulary;
import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the team's SOP as Markdown from what is true: architecture, bindings verified on the live versions, secrets by name, the
 * procedures as commands, the checklist with its last verdicts, the way back, the database audit, the schema delta, the variables. With
 * {@code d4.sop.read} it reads an SOP instead and shows for each of its commands and claims what sees to it, or what contradicts it, in
 * {@code target/d4/sop.json}. Only reads. What could not be read says so in its place, and the build fails after it was written.
 */
@Mojo(name = "sop", threadSafe = true)
public final class SopMojo extends D4Mojo {
    private static final int COLUMNS = 100;

    /** Skips writing and reading the SOP. */
    @Parameter(property = "d4.sop.skip", defaultValue = "false")
    private boolean skipSop;

    /** Where the SOP is written; a file of that name is replaced. */
    @Parameter(property = "d4.sop.output", defaultValue = "${project.build.directory}/d4/SOP.md")
    private @Nullable File output;

    /** An SOP in Markdown that is read and held against what is true; nothing is written then but {@code target/d4/sop.json}. */
    @Parameter(property = "d4.sop.read")
    private @Nullable File read;

    /** Fails the build when anything in the SOP that is read is contradicted. */
    @Parameter(property = "d4.failOnContradiction", defaultValue = "false")
    private boolean failOnContradiction;

    /** Maven hands over its own components. */
    @Inject
    public SopMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Optional<String> skippedBy() {
        return skipSop ? Optional.of("d4.sop.skip") : Optional.empty();
    }

    @Override
    void run() throws MojoExecutionException, MojoFailureException, InterruptedException, IOException {
        Optional<File> given = Optional.ofNullable(read);
        if (failOnContradiction && given.isEmpty()) {
            throw new MojoFailureException("d4.failOnContradiction is about an SOP that is read, and none is named."
                    + System.lineSeparator() + "  Name it: mvn d4:sop -Dd4.sop.read=SOP.md -Dd4.failOnContradiction");
        }
        List<Statement> statements = given.isPresent() ? statements(given.get().toPath()) : List.of();
        Contract contract = contract();
        environment(contract)
                .ifPresent(named ->
                        getLog().info(goal() + " is about all environments: " + named.name() + " is not singled out"));
        LastChecklist last = new ResultFile(target().resolve("result.json")).read();
        if (session().isOffline() && !isSandbox()) {
            UnaryOperator<String> mask = redactor(contract)::mask;
            Workbench bench = workbench(contract, Set.of());
            ProjectState state =
                    StateReader.unread(contract, "Maven is offline (-o), so the account was not asked", last);
            tell(given, statements, state, bench, Optional.empty(), mask);
            return;
        }
        try (Cloud cloud = cloud(contract)) {
            Workbench bench = workbench(contract, cloud.secretValues());
            ProjectState state =
                    new StateReader(cloud.account()).read(contract, Review.countedTables(statements), last);
            tell(given, statements, state, bench, Optional.of(cloud.transport()), cloud::masked);
        }
    }

    private void tell(
            Optional<File> given,
            List<Statement> statements,
            ProjectState state,
            Workbench bench,
            Optional<Transport> transport,
            UnaryOperator<String> mask)
            throws MojoFailureException, InterruptedException, IOException {
        Subject subject = new Subject(goal(), bench.projectName(), Optional.empty(), isSandbox(), bench.commit());
        Optional<String> failure;
        if (given.isPresent()) {
            SopReview review = new SopReview(
                    subject,
                    Instant.now(),
                    given.get().getName(),
                    new Review(state, bench.git(), transport, vocabulary(bench)).of(statements));
            new SopConsole(COLUMNS, mask).lines(review).forEach(getLog()::info);
            new ReportFiles(target(), mask).write(review);
            failure = failure(review, failOnContradiction);
        } else {
            write(new SopMarkdown(new SopReport(subject, Instant.now(), state, promises(bench)), mask).text());
            failure = failure(state.holes());
        }
        if (failure.isPresent()) {
            throw new MojoFailureException(mask.apply(failure.get()));
        }
    }

    /** Why the build fails: what was not judged did not pass, and a contradiction is what one may be told to refuse. */
    static Optional<String> failure(SopReview review, boolean failOnContradiction) {
        int unreadable = review.having(Ruling.Unreadable.class).size();
        if (unreadable > 0) {
            return Optional.of(unreadable + " of " + review.judgements().size()
                    + " statements could not be judged; why stands in " + ReportFiles.SOP);
        }
        if (review.judgements().isEmpty()) {
            return Optional.of(review.file() + " says nothing that could be judged: no command and no claim was found");
        }
        int contradicted = review.having(Ruling.Contradicted.class).size();
        return failOnContradiction && contradicted > 0
                ? Optional.of(contradicted + " of " + review.judgements().size()
                        + " statements are contradicted; the proofs stand in " + ReportFiles.SOP)
                : Optional.empty();
    }

    /** Why the build fails: an SOP with holes must not look whole. */
    static Optional<String> failure(List<String> holes) {
        return holes.isEmpty()
                ? Optional.empty()
                : Optional.of("the SOP was written with " + holes.size()
                        + (holes.size() == 1 ? " hole: " : " holes, the first: ") + holes.get(0));
    }

    private static List<Statement> statements(Path file) throws MojoFailureException, IOException {
        if (!Files.isRegularFile(file)) {
            throw new MojoFailureException("-Dd4.sop.read=" + file + ": there is no such file");
        }
        try {
            return SopDocument.statements(Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException notText) {
            throw new MojoFailureException("-Dd4.sop.read=" + file + ": is not text in UTF-8", notText);
        }
    }

    private void write(String text) throws IOException {
        Path file = Optional.ofNullable(output).map(File::toPath).orElseGet(() -> target().resolve("SOP.md"));
        Optional<Path> directory = Optional.ofNullable(file.toAbsolutePath().getParent());
        if (directory.isPresent()) {
            Files.createDirectories(directory.get());
        }
        WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        getLog().info("wrote " + file);
    }

    private Path target() {
        return project().getBasedir().toPath().resolve("target/d4");
    }

    private static List<SopReport.Promise> promises(Workbench bench) {
        return Sop.localChecklist(bench).stream().map(SopMojo::promise).toList();
    }

    private static SopReport.Promise promise(Gate gate) {
        return new SopReport.Promise(gate.id(), gate.title());
    }

    private Vocabulary vocabulary(Workbench bench) {
        return new Vocabulary(
                execution().getMojoDescriptor().getPluginDescriptor().getMojos().stream()
                        .map(MojoDescriptor::getGoal)
                        .collect(Collectors.toUnmodifiableSet()),
                promises(bench).stream().map(SopReport.Promise::gate).collect(Collectors.toUnmodifiableSet()));
    }
}
