package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.PagesDeployment;
import com.pmerit.d4.cloudflare.PagesProject;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.release.Progress;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A site as Pages has it now.
 *
 * @param placement where it is published
 * @param project the Pages project
 * @param deployment the one that users meet there, if there is one
 */
public record LiveSite(SitePlacement placement, PagesProject project, Optional<PagesDeployment> deployment) {
    private static final String CONCERN = "site";

    /** The branch to publish as. */
    String branch() {
        return placement.branch().orElse(project.productionBranch());
    }

    /** Whether users meet this content of this commit already. */
    boolean isThis(SiteRelease release, String digest) {
        return deployment
                .filter(live -> live.commit().equals(release.commit()))
                .flatMap(SiteMessage::of)
                .filter(message -> message.digest().equals(digest))
                .isPresent();
    }

    /**
     * Where it is asked: in production where users meet it; as a preview at the host that Pages gives its branch, to which a
     * host of the team's own may lead.
     */
    public URI address(PagesDeployment published) {
        return placement.branch().isEmpty()
                ? placement.url().orElseGet(() -> URI.create("https://" + project.subdomain()))
                : URI.create(published.aliases().stream().findFirst().orElse(published.url()));
    }

    /** Every address that leads to a deployment, those of people before its own. */
    public List<String> urls(PagesDeployment published) {
        Set<String> urls = new LinkedHashSet<>();
        urls.add(address(published).toString());
        if (published.isProduction()) {
            project.domains().forEach(domain -> urls.add("https://" + domain));
        }
        urls.addAll(published.aliases());
        urls.add(published.url());
        return List.copyOf(urls);
    }

    /** Whether d4 made it: somebody else writes other words beside it. */
    public static boolean isOfD4(PagesDeployment deployment) {
        return SiteMessage.of(deployment).isPresent();
    }

    /** The deployment for a person. */
    static String shown(PagesDeployment deployment) {
        return "deployment " + deployment.id()
                + deployment
                        .commit()
                        .filter(commit -> !commit.isEmpty())
                        .map(commit -> ", commit " + shortened(commit))
                        .orElse("");
    }

    private static String shortened(String commit) {
        return commit.substring(0, Math.min(9, commit.length()));
    }

    /** What serves what, for a person. */
    String words() {
        return placement.shown() + " serves " + shown();
    }

    /** What a run knows, and this that it has seen. */
    Progress seenBy(Progress progress) {
        return progress.seeing(CONCERN, words());
    }

    /** What a run saw last of a site, in words; nothing when it did not look. */
    public static Optional<String> lastSeen(Progress progress) {
        return Optional.ofNullable(progress.seen().get(CONCERN));
    }

    /** What users meet, for a person. */
    String shown() {
        return deployment.map(LiveSite::shown).orElse("nothing");
    }
}
