package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.release.Anchor;
import java.util.Optional;

/** Reads what a release of a Worker can go back to: the live version and deployment, and what calls it. Writes nothing. */
public final class AnchorReading {
    private final AccountApi account;

    /** Reads from this account. */
    public AnchorReading(AccountApi account) {
        this.account = account;
    }

    /** What is live now; no version while traffic is split, and nothing at all for a Worker that was never deployed. */
    public ApiResult<Anchor> of(String worker) {
        return account.deployments().list(worker).orAbsent().then(found -> {
            Optional<Deployment> head = found.flatMap(list -> list.stream().findFirst());
            return head.isEmpty()
                    ? new ApiResult.Ok<>(Anchor.none())
                    : new TriggersReading(account)
                            .kept(worker)
                            .map(kept -> new Anchor(head.get().soleVersion(), head.map(Deployment::id), kept));
        });
    }
}
