package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.PagesProject;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Project.NpmPackage;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.site.SiteBuild;
import com.pmerit.d4.site.SiteSource;
import com.pmerit.d4.source.Answer;
import com.pmerit.d4.source.NpmInstall;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Builds the site of each environment once a build, after its packages are installed. */
final class Sites implements SiteSource {
    private final Contract contract;
    private final NpmInstall install;
    private final SiteSource builder;
    private final Map<String, SiteBuild> made = new HashMap<>();

    Sites(Contract contract, NpmInstall install, SiteSource builder) {
        this.contract = contract;
        this.install = install;
        this.builder = builder;
    }

    @Override
    public synchronized SiteBuild built(SitePlacement placement, PagesProject project) throws InterruptedException {
        SiteBuild known = made.get(placement.environment());
        if (known != null) {
            return known;
        }
        Optional<SiteBuild> uninstalled = uninstalled(placement);
        SiteBuild build = uninstalled.isPresent() ? uninstalled.get() : builder.built(placement, project);
        made.put(placement.environment(), build);
        return build;
    }

    private Optional<SiteBuild> uninstalled(SitePlacement placement) throws InterruptedException {
        Optional<NpmPackage> own = contract.project().packages().stream()
                .filter(npmPackage -> npmPackage.directory().equals(placement.directory()))
                .findFirst();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        return install.ready(own.get()) instanceof Answer.Unknown<?> unknown
                ? Optional.of(new SiteBuild.Impossible(unknown.summary(), unknown.details(), unknown.remedy()))
                : Optional.empty();
    }
}
