package com.pmerit.d4.cloudflare;

import java.util.List;

/** Deployments of a Worker: the only thing that users feel. */
public final class Deployments {
    private final ApiCaller caller;
    private final AccountApi account;

    Deployments(ApiCaller caller, AccountApi account) {
        this.caller = caller;
        this.account = account;
    }

    /** Newest first: the first is the one that is live. Cloudflare lists the last ten or so. {@code GET …/scripts/{n}/deployments}. */
    public ApiResult<List<Deployment>> list(String script) {
        ApiRequest request = caller.get("list the deployments of Worker \"" + script + "\"", path(script));
        return caller.call(
                request,
                envelope -> envelope.object().objects("deployments").stream()
                        .map(Deployment::read)
                        .toList());
    }

    /**
     * Shifts the traffic. {@code POST …/scripts/{n}/deployments}; refused with code 10220 when secrets have changed since that version.
     *
     * @param readBack looks whether the head is this deployment, when the outcome is not known
     */
    public ApiResult<Deployment> create(String script, DeploymentRequest wanted, ReadBack<Deployment> readBack) {
        return caller.create(
                request(script, wanted, path(script), CallClass.OBSERVABLE_CREATE), Deployments::read, readBack);
    }

    /** Shifts the traffic although secrets have changed since that version: they get their old values. Sent once, whatever happens. */
    public ApiResult<Deployment> createForced(String script, DeploymentRequest wanted) {
        return caller.call(
                request(script, wanted, path(script) + "?force=true", CallClass.DANGEROUS), Deployments::read);
    }

    private ApiRequest request(String script, DeploymentRequest wanted, String path, CallClass callClass) {
        return caller.request(
                "deploy " + wanted.shares() + " of Worker \"" + script + "\"",
                "POST",
                path,
                callClass,
                Payload.json(wanted.toJson()));
    }

    private static Deployment read(Envelope envelope) {
        return Deployment.read(envelope.object());
    }

    private String path(String script) {
        return account.path("workers", "scripts", script, "deployments");
    }
}
