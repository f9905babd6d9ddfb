package com.pmerit.d4.smoke;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.WorkersDev;
import com.pmerit.d4.contract.Environment;

/** Whether the public URL of an environment leads to its Worker. */
public final class PublicAddress {
    private static final String SHARED = ".workers.dev";

    private final Environment environment;
    private final AccountApi account;

    /** Asks about one environment. */
    public PublicAddress(Environment environment, AccountApi account) {
        this.environment = environment;
        this.account = account;
    }

    /** False for a workers.dev address that is switched off; another host is no affair of the Worker's. */
    public ApiResult<Boolean> isOn() {
        String host = environment.url().getHost();
        return host != null && host.endsWith(SHARED)
                ? account.triggers().workersDev(environment.worker()).map(WorkersDev::enabled)
                : new ApiResult.Ok<>(true);
    }
}
