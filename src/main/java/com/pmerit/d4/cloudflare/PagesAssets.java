package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * The files of Pages projects, which lie outside of any deployment until one names them. All calls but the first go past the account,
 * with the upload token in place of the API token.
 */
public final class PagesAssets {
    /** The code with which an upload token is refused that is too old. */
    public static final int TOKEN_REFUSED = 8000013;

    private final ApiCaller caller;
    private final AccountApi account;

    PagesAssets(ApiCaller caller, AccountApi account) {
        this.caller = caller;
        this.account = account;
    }

    /** A new token. {@code GET /accounts/{a}/pages/projects/{p}/upload-token}. */
    public ApiResult<UploadToken> token(String project) {
        ApiRequest request = caller.get(
                "get an upload token of Pages project \"" + project + "\"",
                account.path("pages", "projects", project, "upload-token"));
        return caller.call(request.withPrivateAnswer(), envelope -> UploadToken.read(envelope.object()))
                .map(token -> {
                    caller.learn(token.value());
                    return token;
                });
    }

    /** Which of these hashes are not there yet. {@code POST /pages/assets/check-missing}. */
    public ApiResult<List<String>> missing(UploadToken token, List<String> hashes) {
        ApiRequest request = request(
                token,
                "ask which of " + hashes.size() + " files are missing",
                "/pages/assets/check-missing",
                CallClass.READ,
                Payload.json(body(hashes)));
        return caller.call(request, envelope -> Json.texts(envelope.result(), "a list of hashes"));
    }

    /**
     * Uploads files. {@code POST /pages/assets/upload}. The same however often they come, but they may be many: when no answer says
     * whether they came, it is asked before they are sent again.
     */
    public ApiResult<Integer> upload(UploadToken token, List<StaticAsset> files) {
        List<String> hashes = files.stream().map(StaticAsset::hash).toList();
        ApiRequest request = request(
                token,
                "upload " + files.size() + " files",
                "/pages/assets/upload",
                CallClass.OBSERVABLE_CREATE,
                AssetUpload.of(files));
        return caller.create(
                request,
                envelope -> files.size(),
                () -> missing(token, hashes)
                        .map(left -> left.isEmpty() ? Optional.of(files.size()) : Optional.empty()));
    }

    /** Keeps files that a deployment is going to name. {@code POST /pages/assets/upsert-hashes}. */
    public ApiResult<Integer> keep(UploadToken token, List<String> hashes) {
        ApiRequest request = request(
                token,
                "keep " + hashes.size() + " files",
                "/pages/assets/upsert-hashes",
                CallClass.IDEMPOTENT_WRITE,
                Payload.json(body(hashes)));
        return caller.call(request, envelope -> hashes.size());
    }

    private ApiRequest request(UploadToken token, String purpose, String path, CallClass callClass, Payload payload) {
        return caller.request(purpose, "POST", path, callClass, payload).inPlaceOfTheToken(token.value());
    }

    private static ObjectNode body(List<String> hashes) {
        ObjectNode body = Json.object();
        ArrayNode array = body.putArray("hashes");
        hashes.forEach(array::add);
        return body;
    }
}
