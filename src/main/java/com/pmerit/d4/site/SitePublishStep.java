package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.PagesDeployment;
import com.pmerit.d4.cloudflare.PagesDeploymentRequest;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Publishes the uploaded files: users meet the new site when Pages has made the deployment. The Worker that it asks is live by then.
 */
public final class SitePublishStep implements Step {
    private final SiteOfRelease part;
    private final SitePlacement placement;
    private final Waiting waiting;

    /** Prepares the deployment of one environment's site. */
    public SitePublishStep(SiteOfRelease part, Waiting waiting) {
        this.part = part;
        this.placement = part.placement();
        this.waiting = waiting;
    }

    @Override
    public String id() {
        return "site";
    }

    @Override
    public String title() {
        return "Publish the site";
    }

    @Override
    public StepResult run(Progress progress) throws InterruptedException {
        ApiResult<LiveSite> live = part.live();
        if (live.failure().isPresent()) {
            return broken(live.failure().get(), "the site that they met before");
        }
        LiveSite site = live.orElseThrow();
        if (placement.branch().equals(Optional.of(site.project().productionBranch()))) {
            return over(
                    "the branch " + site.branch() + " has become the production branch of " + placement.project(),
                    List.of(),
                    still(site.shown()),
                    "name another <branch> in <site> of " + placement.environment() + ", and release again");
        }
        if (!(part.built(site) instanceof SiteBuild.Made made)) {
            throw new IllegalStateException("the site is published before it is built");
        }
        if (site.isThis(part.release(), made.site().digest())) {
            return new StepResult.AlreadyDone(site.words(), site.seenBy(progress));
        }
        Optional<PagesDeployment> foreign = site.deployment().filter(now -> isForeign(now, progress));
        if (foreign.isPresent()) {
            return over(
                    "somebody else published " + placement.shown() + " since this release was begun",
                    List.of(),
                    "users meet " + LiveSite.shown(foreign.get()),
                    "find out who it is; to publish over it, run the same command again");
        }
        return publish(site, made.site(), progress);
    }

    private StepResult publish(LiveSite site, BuiltSite built, Progress progress) throws InterruptedException {
        ApiResult<List<PagesDeployment>> earlier = part.account().pages().deployments(placement.project());
        if (earlier.failure().isPresent()) {
            return broken(earlier.failure().get(), site.shown());
        }
        Set<String> known =
                earlier.orElseThrow().stream().map(PagesDeployment::id).collect(Collectors.toSet());
        SiteMessage message = new SiteMessage(part.release().name(), built.digest());
        PagesDeploymentRequest request = new PagesDeploymentRequest(
                built.manifest(),
                site.branch(),
                part.release().commit(),
                message.text(),
                part.release().dirty(),
                built.parts());
        ApiResult<PagesDeployment> made = part.account()
                .pages()
                .deploy(
                        placement.project(),
                        request,
                        () -> part.account()
                                .pages()
                                .deployments(placement.project())
                                .map(all -> all.stream()
                                        .filter(one -> !known.contains(one.id()))
                                        .filter(one -> one.message().equals(Optional.of(message.text())))
                                        .filter(one -> one.branch().equals(Optional.of(site.branch())))
                                        .findFirst()));
        return made.failure().isPresent()
                ? broken(made.failure().get(), site.shown())
                : followed(made.orElseThrow(), site, progress);
    }

    private StepResult followed(PagesDeployment made, LiveSite before, Progress progress) throws InterruptedException {
        Publishing.End end = new Publishing(part.account().pages(), waiting).follow(placement.project(), made);
        if (end instanceof Publishing.Served served) {
            return confirmed(served.deployment(), progress);
        }
        if (end instanceof Publishing.Lost lost) {
            return over(
                    "Pages gave up " + LiveSite.shown(made) + " in the stage "
                            + lost.deployment().stage(),
                    lost.log(),
                    still(before.shown()),
                    "mend what the lines above name, and release again");
        }
        return human(
                end instanceof Publishing.Unreadable unreadable
                        ? unreadable.failure().message()
                        : "Pages is still making " + LiveSite.shown(made));
    }

    /** It must have landed where the POM says, and users must meet it there. */
    private StepResult confirmed(PagesDeployment served, Progress progress) {
        if (served.isProduction() != placement.branch().isEmpty()) {
            return over(
                    LiveSite.shown(served) + " landed in the " + served.environment() + " of " + placement.project(),
                    List.of("the production branch of the project is another one than when this release began"),
                    "users of " + served.url() + " meet it",
                    "put the project's production branch right, and release again");
        }
        return part.live()
                .fold(
                        now -> now.deployment().map(PagesDeployment::id).equals(Optional.of(served.id()))
                                ? new StepResult.Done(now.words() + " at " + now.address(served), now.seenBy(progress))
                                : over(
                                        "somebody else published " + placement.shown() + " right after this release",
                                        List.of(),
                                        "users meet " + now.shown(),
                                        "find out who it is; to publish over it, run the same command again"),
                        failure -> human(failure.message()));
    }

    private boolean isForeign(PagesDeployment now, Progress progress) {
        boolean ours = now.commit().equals(part.release().commit())
                && SiteMessage.of(now).isPresent();
        return SiteAnchor.isKept(progress) && !SiteAnchor.deployment(progress).equals(Optional.of(now.id())) && !ours;
    }

    private static String still(String site) {
        return "the new Worker is live, and users still meet " + site;
    }

    private StepResult broken(ApiFailure failure, String site) {
        if (failure instanceof ApiFailure.OutcomeUnknown) {
            return human(failure.message());
        }
        String again = "run the same command again: it goes on where this run stopped";
        return failure instanceof ApiFailure.Refused
                ? over(failure.message(), List.of(), still(site), again)
                : new StepResult.Failed(failure.message(), List.of(), still(site), again, Aftermath.HUMAN);
    }

    private static StepResult human(String why) {
        return new StepResult.Failed(
                why,
                List.of(),
                "the new Worker is live; it is not known whether the new site is",
                "run the same command again: it looks first and goes on from there",
                Aftermath.HUMAN);
    }

    /** The Worker stays: it was proven, and the site from before asks it as well. */
    private static StepResult over(String why, List<String> details, String liveNow, String remedy) {
        return new StepResult.Failed(why, details, liveNow, remedy, Aftermath.OVER);
    }
}
