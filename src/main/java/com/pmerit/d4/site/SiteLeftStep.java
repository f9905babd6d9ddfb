package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.util.List;
import java.util.Optional;

/** A run that is finished without its code in hand cannot build its site: this says whether it had been published. Writes nothing. */
public final class SiteLeftStep implements Step {
    private final SitePlacement placement;
    private final AccountApi account;
    private final Optional<String> commit;

    /**
     * Prepares the look.
     *
     * @param commit of the run that is finished
     */
    public SiteLeftStep(SitePlacement placement, AccountApi account, Optional<String> commit) {
        this.placement = placement;
        this.account = account;
        this.commit = commit;
    }

    @Override
    public String id() {
        return "site";
    }

    @Override
    public String title() {
        return "See whether the site is published";
    }

    @Override
    public StepResult run(Progress progress) {
        return new LiveSites(account)
                .now(placement)
                .fold(
                        live -> found(live, progress),
                        failure -> new StepResult.Failed(
                                failure.message(),
                                List.of(),
                                "the new Worker is live; it is not known which site users meet",
                                "run the same command again",
                                Aftermath.HUMAN));
    }

    private StepResult found(LiveSite live, Progress progress) {
        boolean published = live.deployment()
                .filter(now ->
                        now.commit().equals(commit) && SiteMessage.of(now).isPresent())
                .isPresent();
        return published
                ? new StepResult.AlreadyDone(live.words(), live.seenBy(progress))
                : new StepResult.NotNeeded("not published, for it is not built without its code: users meet "
                        + live.shown() + "; release " + commit.orElse("that code") + " itself to publish it");
    }
}
