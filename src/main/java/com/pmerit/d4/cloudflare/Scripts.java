package com.pmerit.d4.cloudflare;

/** Workers as such: whether one exists, and the first upload of one. */
public final class Scripts {
    private final ApiCaller caller;
    private final AccountApi account;

    Scripts(ApiCaller caller, AccountApi account) {
        this.caller = caller;
        this.account = account;
    }

    /**
     * Uploads a Worker and puts it live at once, which is how a first version must be made: {@code POST …/versions} needs a Worker that
     * exists. {@code PUT /accounts/{a}/workers/scripts/{n}?bindings_inherit=strict}. Each time it arrives it makes a version and puts it
     * live, so that a PUT though it is, it is not repeated blindly.
     *
     * @param readBack looks whether the Worker is there, when the outcome of the upload is not known
     */
    public ApiResult<CreatedScript> create(String script, WorkerUpload upload, ReadBack<CreatedScript> readBack) {
        upload.secrets().values().forEach(caller::learn);
        ApiRequest request = caller.request(
                "upload Worker \"" + script + "\" and put it live",
                "PUT",
                account.path("workers", "scripts", script) + "?excludeScript=true&bindings_inherit=strict",
                CallClass.OBSERVABLE_CREATE,
                Payload.upload(upload));
        return caller.create(
                request,
                envelope -> new CreatedScript(
                        script,
                        envelope.object().optionalText("deployment_id").map(Scripts::hyphenated),
                        envelope.object().optionalText("etag")),
                readBack);
    }

    // The id of the version comes as 32 digits under the name of a deployment.
    private static String hyphenated(String id) {
        return id.replaceFirst("^(\\w{8})(\\w{4})(\\w{4})(\\w{4})(\\w{12})$", "$1-$2-$3-$4-$5");
    }
}
