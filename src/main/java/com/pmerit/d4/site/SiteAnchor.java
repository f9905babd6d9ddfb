package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.PagesDeployment;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.release.Anchor;
import com.pmerit.d4.release.Progress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What users met at a site before the release: read before the first write, and kept for the way back. */
public final class SiteAnchor {
    private static final String KEPT = "site";
    private static final String NOTHING = "nothing";

    private SiteAnchor() {}

    /** The anchor of a release with what its site was. */
    public static ApiResult<Anchor> with(Anchor anchor, SitePlacement placement, AccountApi account) {
        return new LiveSites(account).now(placement).map(live -> {
            Map<String, String> kept = new HashMap<>(anchor.kept());
            kept.put(KEPT, live.deployment().map(PagesDeployment::id).orElse(NOTHING));
            return new Anchor(anchor.version(), anchor.deployment(), kept);
        });
    }

    /** The same of a run that writes down what the site is before it takes that back. */
    static Progress keptIn(Progress progress, LiveSite live) {
        return progress.keeping(KEPT, live.deployment().map(PagesDeployment::id).orElse(NOTHING));
    }

    /** Whether it is known what the site was. */
    static boolean isKept(Progress progress) {
        return progress.kept().containsKey(KEPT);
    }

    /** Whether an earlier run knew what the site was. */
    static boolean isKept(Anchor anchor) {
        return anchor.kept().containsKey(KEPT);
    }

    /** The id of the deployment that users met; nothing when there was none. */
    static Optional<String> deployment(Progress progress) {
        return Optional.ofNullable(progress.kept().get(KEPT)).filter(id -> !id.equals(NOTHING));
    }

    /** The id of the deployment that users met before an earlier run; nothing when there was none. */
    static Optional<String> deployment(Anchor anchor) {
        return Optional.ofNullable(anchor.kept().get(KEPT)).filter(id -> !id.equals(NOTHING));
    }
}
