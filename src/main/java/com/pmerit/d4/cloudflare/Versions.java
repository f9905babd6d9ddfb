package com.pmerit.d4.cloudflare;

import java.util.List;

/** Versions of a Worker: its code with everything bound to it, live or not. */
public final class Versions {
    private final ApiCaller caller;
    private final AccountApi account;

    Versions(ApiCaller caller, AccountApi account) {
        this.caller = caller;
        this.account = account;
    }

    /** Newest first: the first is the latest uploaded, which need not be live. {@code GET …/scripts/{n}/versions}. */
    public ApiResult<List<VersionSummary>> list(String script) {
        return list(script, "");
    }

    /** Those that can still be deployed, newest first. */
    public ApiResult<List<VersionSummary>> listDeployable(String script) {
        return list(script, "?deployable=true");
    }

    /** One version with its bindings. {@code GET …/scripts/{n}/versions/{id}}. */
    public ApiResult<WorkerVersion> get(String script, String versionId) {
        ApiRequest request = caller.get(
                "read version " + versionId + " of Worker \"" + script + "\"",
                account.path("workers", "scripts", script, "versions", versionId));
        return caller.call(request, envelope -> WorkerVersion.read(envelope.object()));
    }

    /**
     * The code of a version, such as an upload of the same code with other bindings needs. {@code GET …/scripts/{n}/content/v2?version={id}},
     * whose answer no log shows.
     */
    public ApiResult<VersionContent> content(String script, String versionId) {
        ApiRequest request = caller.get(
                        "download the code of version " + versionId + " of Worker \"" + script + "\"",
                        account.path("workers", "scripts", script, "content", "v2") + "?version=" + versionId)
                .withHeader("Accept", "*/*")
                .withPrivateAnswer();
        return caller.callForForm(request, VersionContent::read);
    }

    /**
     * Uploads a version that gets no traffic. {@code POST …/scripts/{n}/versions?bindings_inherit=strict}: an inherit binding that cannot be
     * kept is refused (code 10057).
     *
     * @param readBack looks for the version, by its tag, when the outcome of the upload is not known
     */
    public ApiResult<WorkerVersion> upload(String script, WorkerUpload upload, ReadBack<WorkerVersion> readBack) {
        upload.secrets().values().forEach(caller::learn);
        ApiRequest request = caller.request(
                "upload a version of Worker \"" + script + "\"",
                "POST",
                account.path("workers", "scripts", script, "versions") + "?bindings_inherit=strict",
                CallClass.OBSERVABLE_CREATE,
                Payload.upload(upload));
        return caller.create(request, envelope -> WorkerVersion.read(envelope.object()), readBack);
    }

    private ApiResult<List<VersionSummary>> list(String script, String query) {
        ApiRequest request = caller.get(
                "list the versions of Worker \"" + script + "\"",
                account.path("workers", "scripts", script, "versions") + query);
        return caller.call(
                request,
                envelope -> envelope.object().objects("items").stream()
                        .map(VersionSummary::read)
                        .toList());
    }
}
