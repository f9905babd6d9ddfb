package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.PagesDeployment;
import com.pmerit.d4.release.Progress;
import java.util.Optional;

/**
 * The deployment that a rollback goes back to, as its run writes it down.
 *
 * @param deployment its id
 * @param mark commit and message, by which a preview is known that was made of it once more; empty when it has none
 */
record SiteChoice(String deployment, String mark) {
    private static final String DEPLOYMENT = "site-chosen";
    private static final String MARK = "site-chosen-mark";

    static SiteChoice of(PagesDeployment chosen) {
        return new SiteChoice(chosen.id(), mark(chosen));
    }

    /** What the run has chosen; nothing when it has not, or there was nothing to choose. */
    static Optional<SiteChoice> of(Progress progress) {
        return Optional.ofNullable(progress.kept().get(DEPLOYMENT))
                .map(id -> new SiteChoice(id, progress.kept().getOrDefault(MARK, "")));
    }

    Progress keptIn(Progress progress) {
        return progress.keeping(DEPLOYMENT, deployment).keeping(MARK, mark);
    }

    /** Whether a deployment is this one, or was made of it once more. */
    boolean is(PagesDeployment other) {
        return other.id().equals(deployment) || (!mark.isEmpty() && mark(other).equals(mark));
    }

    private static String mark(PagesDeployment deployment) {
        return deployment.commit().orElse("")
                + deployment.message().map(message -> " " + message).orElse("");
    }
}
