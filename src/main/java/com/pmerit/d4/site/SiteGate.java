package com.pmerit.d4.site;

import com.pmerit.d4.assets.ContentScan;
import com.pmerit.d4.assets.Marks;
import com.pmerit.d4.assets.SiteFile;
import com.pmerit.d4.assets.SiteLimits;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.UploadToken;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code site}: the site builds, is made for this environment and no other, holds no secret, and Pages will take it. */
public final class SiteGate implements Gate {
    private static final int NAMED = 12;

    private final Contract contract;
    private final Environment environment;
    private final SitePlacement placement;
    private final SiteSource source;
    private final AccountApi account;
    private final Predicate<String> holdsKnownSecret;

    /**
     * Prepares the look.
     *
     * @param holdsKnownSecret whether a text holds the value of one of the project's secrets
     */
    public SiteGate(
            Contract contract,
            Environment environment,
            SitePlacement placement,
            SiteSource source,
            AccountApi account,
            Predicate<String> holdsKnownSecret) {
        this.contract = contract;
        this.environment = environment;
        this.placement = placement;
        this.source = source;
        this.account = account;
        this.holdsKnownSecret = holdsKnownSecret;
    }

    @Override
    public String id() {
        return "site";
    }

    @Override
    public String title() {
        return "The built site is fit to publish";
    }

    @Override
    public Verdict check() throws InterruptedException {
        var live = new LiveSites(account).now(placement);
        Optional<ApiFailure> unread = live.failure();
        if (unread.isPresent()) {
            return unread(unread.get());
        }
        LiveSite site = live.orElseThrow();
        if (placement.branch().equals(Optional.of(site.project().productionBranch()))) {
            return new Verdict.Failed(
                    "the branch " + site.branch() + " is the production branch of " + placement.project() + ": what "
                            + environment.name() + " publishes would be its production",
                    "name another <branch> in <site> of " + environment.name() + ", or a <project> of its own");
        }
        SiteBuild build = source.built(placement, site.project());
        if (build instanceof SiteBuild.Impossible impossible) {
            return new Verdict.Failed(impossible.why(), impossible.details(), impossible.remedy());
        }
        return account.pages()
                .assets()
                .token(placement.project())
                .fold(
                        token -> judged(((SiteBuild.Made) build).site(), token),
                        failure -> new Verdict.Failed(failure.message(), "run the same command again"));
    }

    private Verdict unread(ApiFailure failure) {
        return failure instanceof ApiFailure.NotFound
                ? new Verdict.Failed(
                        "there is no Pages project " + placement.project() + " in this account",
                        "npx wrangler pages project create " + placement.project() + " --production-branch main")
                : new Verdict.Failed(failure.message(), "run the same command again");
    }

    private Verdict judged(BuiltSite built, UploadToken token) {
        ContentScan.Found found = scanned(built);
        List<String> faults = new ArrayList<>(built.refused());
        faults.addAll(SiteLimits.exceeded(built.files(), built.rules(), token.mostFiles(), "Pages"));
        faults.addAll(found.faults());
        if (built.at("/index.html").isEmpty()) {
            faults.add("there is no index.html");
        }
        if (placement.callsWorker() && !found.foundOwnHost()) {
            faults.add("no file holds " + environment.url().getHost() + ", the API host of " + environment.name()
                    + ": whom does the site ask?");
        }
        if (!faults.isEmpty()) {
            return failed(faults);
        }
        String summary = summary(built);
        return found.doubts().isEmpty()
                ? new Verdict.Passed(summary)
                : new Verdict.Warned(
                        summary + "; " + found.doubts().size() + (found.doubts().size() == 1 ? " doubt" : " doubts"),
                        shortened(found.doubts()),
                        "see that each of them is meant for everybody");
    }

    private ContentScan.Found scanned(BuiltSite built) {
        try {
            return new ContentScan(
                            Marks.foreignTo(environment, contract),
                            environment.url().getHost(),
                            holdsKnownSecret)
                    .look(built.files(), built.texts());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the built site cannot be read", unreadable);
        }
    }

    private Verdict failed(List<String> faults) {
        return new Verdict.Failed(
                "the site of " + environment.name() + " must not be published: "
                        + (faults.size() == 1 ? "1 fault" : faults.size() + " faults"),
                shortened(faults),
                "mend the build (npm run " + placement.script() + " in " + placement.directory()
                        + ") or what <site> of " + environment.name()
                        + " says in the POM: <vars> for its build, <callsWorker>false</callsWorker> when it asks no Worker");
    }

    private static List<String> shortened(List<String> lines) {
        List<String> shown = new ArrayList<>(lines.subList(0, Math.min(NAMED, lines.size())));
        if (lines.size() > NAMED) {
            shown.add("and " + (lines.size() - NAMED) + " more");
        }
        return shown;
    }

    private static String summary(BuiltSite built) {
        long bytes = built.files().stream().mapToLong(SiteFile::size).sum();
        int files = built.files().size();
        return files + (files == 1 ? " file, " : " files, ") + SiteLimits.shown(bytes) + ", content "
                + SiteMessage.shortened(built.digest());
    }
}
