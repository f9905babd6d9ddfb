package com.pmerit.d4.worker;

import com.pmerit.d4.assets.ContentScan;
import com.pmerit.d4.assets.Marks;
import com.pmerit.d4.assets.SiteLimits;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.gate.Gate;
import com.pmerit.d4.gate.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** {@code assets}: the static files of the Worker are there, belong to this environment, hold no secret, and Cloudflare will take them. */
public final class AssetsGate implements Gate {
    private static final int NAMED = 12;
    // The free plan takes 20,000; which plan an account has no API tells (Workers documentation, "Limits").
    private static final int MOST_FILES = 100_000;
    private static final int FREE_FILES = 20_000;

    private final Contract contract;
    private final Environment environment;
    private final BundleSource bundles;
    private final Predicate<String> holdsKnownSecret;

    /**
     * Prepares the look.
     *
     * @param holdsKnownSecret whether a text holds the value of one of the project's secrets
     */
    public AssetsGate(
            Contract contract, Environment environment, BundleSource bundles, Predicate<String> holdsKnownSecret) {
        this.contract = contract;
        this.environment = environment;
        this.bundles = bundles;
        this.holdsKnownSecret = holdsKnownSecret;
    }

    @Override
    public String id() {
        return "assets";
    }

    @Override
    public String title() {
        return "The static files of the Worker are fit to publish";
    }

    @Override
    public Verdict check() throws InterruptedException {
        Bundling bundling = bundles.bundle(environment);
        if (bundling instanceof Bundling.Impossible impossible) {
            return new Verdict.Failed(impossible.why(), impossible.details(), impossible.remedy());
        }
        Bundling.Made made = (Bundling.Made) bundling;
        return made.bundle()
                .assets()
                .map(assets -> judged(assets, made.digest()))
                .orElseGet(() -> new Verdict.Failed(
                        "no static files were read", "report this: the wrangler config states assets"));
    }

    private Verdict judged(StaticAssets assets, CodeDigest digest) {
        ContentScan.Found found = scanned(assets);
        List<String> faults = new ArrayList<>(assets.refused());
        faults.addAll(SiteLimits.exceeded(assets.files(), assets.rules(), MOST_FILES, "Cloudflare"));
        faults.addAll(found.faults());
        if (assets.files().isEmpty()) {
            faults.add("there is no file to publish");
        }
        if (!faults.isEmpty()) {
            return new Verdict.Failed(
                    "the static files of " + environment.name() + " must not be published: "
                            + (faults.size() == 1 ? "1 fault" : faults.size() + " faults"),
                    shortened(faults),
                    "mend what fills " + shown(assets) + ", or name what is not to be published in its "
                            + AssetsIgnore.FILE);
        }
        List<String> doubts = new ArrayList<>(found.doubts());
        if (assets.files().size() > FREE_FILES) {
            doubts.add(assets.files().size() + " files are more than the " + FREE_FILES + " of Cloudflare's free plan");
        }
        String summary = assets.files().size() + (assets.files().size() == 1 ? " file, " : " files, ")
                + SiteLimits.shown(assets.size()) + ", content " + digest.assetsShortForm();
        return doubts.isEmpty()
                ? new Verdict.Passed(summary)
                : new Verdict.Warned(
                        summary + "; " + doubts.size() + (doubts.size() == 1 ? " doubt" : " doubts"),
                        shortened(doubts),
                        "see that each of them is meant for everybody");
    }

    private ContentScan.Found scanned(StaticAssets assets) {
        try {
            return new ContentScan(
                            Marks.foreignTo(environment, contract),
                            environment.url().getHost(),
                            holdsKnownSecret)
                    .look(assets.files(), assets.rules());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the static files in " + assets.directory() + " cannot be read", unreadable);
        }
    }

    private String shown(StaticAssets assets) {
        return contract.project().directory().relativize(assets.directory()).toString();
    }

    private static List<String> shortened(List<String> lines) {
        List<String> shown = new ArrayList<>(lines.subList(0, Math.min(NAMED, lines.size())));
        if (lines.size() > NAMED) {
            shown.add("and " + (lines.size() - NAMED) + " more");
        }
        return shown;
    }
}
