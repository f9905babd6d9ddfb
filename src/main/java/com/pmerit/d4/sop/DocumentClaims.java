package com.pmerit.d4.sop;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Project.NpmPackage;
import com.pmerit.d4.source.Answer;
import com.pmerit.d4.source.Git;
import com.pmerit.d4.source.Tag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a document says of itself, of tags, and of the directories in which its commands are to be typed. */
final class DocumentClaims implements ClaimJudge {
    private static final Set<String> OWN =
            Set.of("version", "created", "updated", "last updated", "author", "owner", "status", "date");
    private static final Pattern DATED = Pattern.compile(
            "\\b(verified|baseline|as of|created:?)\\b.*\\d{4}-\\d{2}-\\d{2}", Pattern.CASE_INSENSITIVE);

    private final Contract contract;
    private final Git git;

    /**
     * Prepares it.
     *
     * @param git asked for tags
     */
    DocumentClaims(Contract contract, Git git) {
        this.contract = contract;
        this.git = git;
    }

    @Override
    public Optional<Ruling> judge(Statement.Claim claim) throws InterruptedException {
        String label = claim.label().orElse("").toLowerCase(Locale.ROOT);
        if (label.equals("from")) {
            return Optional.of(directory(claim.text()));
        }
        if (label.endsWith("tag") && !claim.quotes().isEmpty()) {
            return Optional.of(tag(claim.quotes().get(0).code()));
        }
        if (OWN.contains(label)) {
            return Optional.of(new Ruling.NotAutomatable("the document says it of itself"));
        }
        return claim.quotes().isEmpty() && DATED.matcher(claim.text()).find()
                ? Optional.of(new Ruling.NotAutomatable(
                        "a date of a look by hand proves nothing of today; mvn d4:sop writes what is true at its own"))
                : Optional.empty();
    }

    private Ruling directory(String named) {
        Path directory = contract.project().directory().resolve(named).normalize();
        if (!directory.startsWith(contract.project().directory()) || !Files.isDirectory(directory)) {
            return new Ruling.Contradicted("the project has no directory " + named, "correct the path");
        }
        boolean known = directory.equals(contract.worker().directory())
                || contract.project().packages().stream()
                        .map(NpmPackage::directory)
                        .anyMatch(directory::equals);
        return known
                ? new Ruling.Enforced("d4:check", "the POM names it, and a build without it fails")
                : new Ruling.NotEnforced("it is there, and the POM does not name it", "name it in the POM");
    }

    private Ruling tag(String name) throws InterruptedException {
        Answer<Optional<Tag>> found = git.tag(name);
        if (found instanceof Answer.Unknown<Optional<Tag>> unknown) {
            return new Ruling.Unreadable(unknown.summary());
        }
        return ((Answer.Known<Optional<Tag>>) found).value().isPresent()
                ? new Ruling.NotEnforced("the repository has it", "the gate tag is about the tag of the next release")
                : new Ruling.Contradicted(
                        "this repository has no tag " + name, "git fetch --tags, or correct the name");
    }
}
