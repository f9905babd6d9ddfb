package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The static files of a Worker. They come in a session, before the version that names them: its last answer holds the token by which
 * {@link WorkerUpload} takes them.
 */
public final class WorkerAssets {
    private final ApiCaller caller;
    private final AccountApi account;

    WorkerAssets(ApiCaller caller, AccountApi account) {
        this.caller = caller;
        this.account = account;
    }

    /**
     * Opens a session, which says what is missing; the Worker need not exist. {@code POST …/scripts/{n}/assets-upload-session}. It
     * leaves nothing behind but a token, so that it may be opened as often as one likes.
     *
     * @param manifest the files by their paths
     */
    public ApiResult<UploadSession> open(String script, Map<String, StaticAsset> manifest) {
        ApiRequest request = caller.request(
                "ask which of " + manifest.size() + " static files of Worker \"" + script + "\" are missing",
                "POST",
                account.path("workers", "scripts", script, "assets-upload-session"),
                CallClass.READ,
                Payload.json(body(manifest)));
        return caller.call(request.withPrivateAnswer(), envelope -> UploadSession.read(envelope.object()))
                .map(session -> {
                    caller.learn(session.token());
                    return session;
                });
    }

    /**
     * Uploads files of a session. {@code POST …/workers/assets/upload?base64=true}. The same however often they come, but they may be
     * many: when no answer says whether they came, it is asked before they are sent again.
     *
     * @param readBack looks whether they came, when the outcome is not known
     * @return the token that the upload of a version takes, when all files of the session have come
     */
    public ApiResult<Optional<SecretValue>> upload(
            UploadSession session, List<StaticAsset> files, ReadBack<Optional<SecretValue>> readBack) {
        ApiRequest request = caller.request(
                        "upload " + files.size() + " static files",
                        "POST",
                        account.path("workers", "assets", "upload") + "?base64=true",
                        CallClass.OBSERVABLE_CREATE,
                        AssetForm.of(files))
                .inPlaceOfTheToken(session.token());
        return caller.create(
                        request.withPrivateAnswer(),
                        envelope -> envelope.object().optionalText("jwt").map(SecretValue::of),
                        readBack)
                .map(token -> {
                    token.ifPresent(caller::learn);
                    return token;
                });
    }

    private static ObjectNode body(Map<String, StaticAsset> manifest) {
        ObjectNode body = Json.object();
        ObjectNode files = body.putObject("manifest");
        manifest.forEach(
                (path, file) -> files.putObject(path).put("hash", file.hash()).put("size", file.size()));
        return body;
    }
}
