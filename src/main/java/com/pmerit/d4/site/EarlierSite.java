package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.PagesDeployment;
import com.pmerit.d4.cloudflare.Waiting;
import com.pmerit.d4.contract.SitePlacement;
import java.util.Optional;

/**
 * Makes an earlier deployment what users meet. Production has a way back of its own; a preview branch shows its newest deployment,
 * so that there the earlier one is made once more.
 */
final class EarlierSite {
    private final SitePlacement placement;
    private final AccountApi account;
    private final Waiting waiting;

    EarlierSite(SitePlacement placement, AccountApi account, Waiting waiting) {
        this.placement = placement;
        this.account = account;
        this.waiting = waiting;
    }

    /** How it ended. */
    sealed interface End {}

    /** Users meet it again. */
    record Met(LiveSite now) implements End {}

    /**
     * They do not, or that could not be seen.
     *
     * @param settled whether trying again would change nothing
     */
    record Unmet(String why, boolean settled) implements End {}

    /** @throws InterruptedException when the build is stopped */
    End again(String deployment) throws InterruptedException {
        ApiResult<PagesDeployment> made = placement.branch().isEmpty()
                ? account.pages().rollback(placement.project(), deployment)
                : madeOnceMore(deployment);
        Optional<ApiFailure> failure = made.failure();
        if (failure.isPresent()) {
            return new Unmet(failure.get().message(), failure.get() instanceof ApiFailure.Refused);
        }
        String wanted = made.orElseThrow().id();
        Publishing.End end = new Publishing(account.pages(), waiting).follow(placement.project(), made.orElseThrow());
        if (!(end instanceof Publishing.Served)) {
            return new Unmet(
                    "Pages does not serve " + LiveSite.shown(made.orElseThrow()) + " again: " + end.words(),
                    end instanceof Publishing.Lost);
        }
        return new LiveSites(account)
                .now(placement)
                .fold(
                        now -> now.deployment().map(PagesDeployment::id).equals(Optional.of(wanted))
                                ? new Met(now)
                                : new Unmet("Pages took it back, and users meet " + now.shown(), false),
                        unreadable -> new Unmet(unreadable.message(), false));
    }

    /** Where the answer was lost, another one than the newest of the branch before tells that Pages made it. */
    private ApiResult<PagesDeployment> madeOnceMore(String earlier) {
        return newest().then(known -> account.pages()
                .retry(
                        placement.project(),
                        earlier,
                        () -> newest().map(now -> now.filter(
                                one -> !known.map(PagesDeployment::id).equals(Optional.of(one.id()))))));
    }

    private ApiResult<Optional<PagesDeployment>> newest() {
        return account.pages()
                .newestPreview(placement.project(), one -> one.branch().equals(placement.branch()));
    }
}
