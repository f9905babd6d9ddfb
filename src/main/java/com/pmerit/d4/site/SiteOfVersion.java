package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.PagesDeployment;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.release.Outcome;
import com.pmerit.d4.release.ReleaseMessage;
import com.pmerit.d4.release.Run;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds the deployment of the site that users met together with a version of the Worker. First by what d4 wrote down: the run that
 * replaced the version read what the site was, and the run that brought it names the commit that both are of. Where neither is
 * on record, by the commit that stands beside the version in Cloudflare's lists. Writes nothing.
 */
final class SiteOfVersion {
    private final Environment environment;
    private final SitePlacement placement;
    private final AccountApi account;
    private final Supplier<ApiResult<List<Run>>> runs;

    SiteOfVersion(
            Environment environment, SitePlacement placement, AccountApi account, Supplier<ApiResult<List<Run>>> runs) {
        this.environment = environment;
        this.placement = placement;
        this.account = account;
        this.runs = runs;
    }

    /** What was found. */
    sealed interface Found {}

    /** This deployment. */
    record Known(PagesDeployment deployment) implements Found {}

    /** None. */
    record None(String why) implements Found {}

    ApiResult<Found> find(String version) {
        return runs.get()
                .then(recorded -> recorded.stream()
                        .flatMap(run -> told(run, version).stream())
                        .findFirst()
                        .orElseGet(() -> untold(recorded, version)));
    }

    /** The site of a release that did not end well may be the very one that was taken back. */
    private ApiResult<Found> untold(List<Run> recorded, String version) {
        boolean failed = recorded.stream()
                .anyMatch(run -> run.version().equals(Optional.of(version))
                        && run.commit().isPresent());
        return failed
                ? none("the release that brought version " + version + " did not end well, and no record tells which"
                        + " site users met with it")
                : byMessage(version);
    }

    /** What a run tells of the site beside a version; nothing when it concerns neither. */
    private Optional<ApiResult<Found>> told(Run run, String version) {
        boolean replacedIt = run.anchor().version().equals(Optional.of(version));
        if (replacedIt && SiteAnchor.isKept(run.anchor())) {
            return Optional.of(SiteAnchor.deployment(run.anchor())
                    .map(this::byId)
                    .orElseGet(() -> none("no site was published when version " + version + " was live")));
        }
        boolean broughtIt =
                run.version().equals(Optional.of(version)) && run.outcome().equals(Optional.of(Outcome.DONE));
        return broughtIt ? run.commit().map(this::byCommit) : Optional.empty();
    }

    private ApiResult<Found> byId(String id) {
        return account.pages()
                .deployment(placement.project(), id)
                .orAbsent()
                .map(found -> found.filter(this::isOfPlacement)
                        .<Found>map(Known::new)
                        .orElseGet(
                                () -> new None(placement.shown() + " does not have deployment " + id + " any more")));
    }

    /** A version may have been put live again for a later commit of the same code: then that is named beside the deployment. */
    private ApiResult<Found> byMessage(String version) {
        return account.deployments()
                .list(environment.worker())
                .then(deployments -> account.versions()
                        .get(environment.worker(), version)
                        .map(record -> Stream.concat(
                                        deployments.stream()
                                                .filter(each ->
                                                        each.soleVersion().equals(Optional.of(version)))
                                                .flatMap(each -> message(each).stream()),
                                        record.summary().message().stream())
                                .flatMap(text -> ReleaseMessage.read(text).stream())
                                .findFirst()))
                .then(message -> message.map(named -> byCommit(named.commit()))
                        .orElseGet(() -> none("no record and no message names the commit of version " + version)));
    }

    private static Optional<String> message(Deployment deployment) {
        return Optional.ofNullable(deployment.annotations().get("workers/message"));
    }

    private ApiResult<Found> byCommit(String commit) {
        Predicate<PagesDeployment> wanted = one -> isOfPlacement(one)
                && one.commit().filter(hash -> hash.startsWith(commit)).isPresent()
                && LiveSite.isOfD4(one);
        ApiResult<Optional<PagesDeployment>> newest = placement.branch().isEmpty()
                ? account.pages().newestOfProduction(placement.project(), wanted)
                : account.pages().newestPreview(placement.project(), wanted);
        return newest.map(found -> found.<Found>map(Known::new)
                .orElseGet(() -> new None("d4 published no site of commit " + commit + " to " + placement.shown())));
    }

    private boolean isOfPlacement(PagesDeployment deployment) {
        return deployment.isLive()
                && (placement.branch().isEmpty()
                        ? deployment.isProduction()
                        : deployment.branch().equals(placement.branch()));
    }

    private static ApiResult<Found> none(String why) {
        return new ApiResult.Ok<>(new None(why));
    }
}
