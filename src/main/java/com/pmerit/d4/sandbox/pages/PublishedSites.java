package com.pmerit.d4.sandbox.pages;

import com.pmerit.d4.sandbox.assets.AssetShelf;
import com.pmerit.d4.sandbox.assets.HeaderRules;
import com.pmerit.d4.sandbox.assets.RedirectRules;
import com.pmerit.d4.sandbox.assets.Site;
import com.pmerit.d4.sandbox.pages.PublishedSite.Functions;
import com.pmerit.d4.sandbox.state.ContentStore;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Deployments made ready to be served, a few of them kept. */
final class PublishedSites {
    private static final int MOST_KEPT = 32;

    private final AssetShelf shelf;
    private final ContentStore contents;
    private final Publisher publisher;
    private final Map<String, PublishedSite> kept = new LinkedHashMap<>(16, 0.75f, true);

    PublishedSites(AssetShelf shelf, ContentStore contents, Publisher publisher) {
        this.shelf = shelf;
        this.contents = contents;
        this.publisher = publisher;
    }

    synchronized PublishedSite of(AccountPages account, PagesProject project, PagesDeployment deployment)
            throws IOException {
        PublishedSite site = kept.get(deployment.id());
        if (site == null) {
            site = load(account, project, deployment);
            kept.put(deployment.id(), site);
            if (kept.size() > MOST_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return site;
    }

    private PublishedSite load(AccountPages account, PagesProject project, PagesDeployment deployment)
            throws IOException {
        Map<String, String> parts = deployment.parts();
        Site files = new Site(
                shelf.all(project.id(), manifest(deployment)),
                HeaderRules.parse(publisher.text(parts, PagesDeployment.HEADERS)),
                RedirectRules.parse(publisher.text(parts, PagesDeployment.REDIRECTS)),
                contents::get);
        Optional<String> routes = deployment.part(PagesDeployment.ROUTES);
        RoutesFile reached =
                routes.isPresent() ? RoutesFile.parse(contents.get(routes.get())) : RoutesFile.everything();
        return new PublishedSite(
                files,
                publisher
                        .functions(deployment)
                        .map(bundle -> new Functions(bundle.runnable(account, project, deployment), reached)));
    }

    /** The files of a deployment: the hash of each by its path. */
    Map<String, String> manifest(PagesDeployment deployment) throws IOException {
        Optional<String> digest = deployment.part(PagesDeployment.MANIFEST);
        return digest.isEmpty() ? Map.of() : DeploymentForm.manifest(contents.get(digest.get()));
    }
}
