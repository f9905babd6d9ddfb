package com.pmerit.d4.sandbox.workers;

import com.pmerit.d4.sandbox.http.ApiError;
import com.pmerit.d4.sandbox.http.Refusal;
import java.util.Collection;
import java.util.List;

/** The refusals of the Workers API, with Cloudflare's codes where they are known. */
final class WorkerRefusals {
    /** Cloudflare's code for an upload that does not validate. */
    static final int INVALID_SCRIPT = 10021;

    private WorkerRefusals() {}

    static Refusal noScript() {
        return Refusal.of(404, 10007, "This Worker does not exist on your account.");
    }

    static Refusal noService() {
        return Refusal.of(404, 10090, "This service does not exist on your account.");
    }

    static Refusal noVersion(String id) {
        return Refusal.of(404, 10221, "Version " + id + " does not exist on this Worker.");
    }

    static Refusal invalid(String message) {
        return Refusal.of(400, INVALID_SCRIPT, message);
    }

    static Refusal unsupported(String what) {
        return Refusal.of(400, 10405, what + " is not supported by the embedded Cloudflare yet");
    }

    static Refusal noDatabase(String binding, String id) {
        return Refusal.of(
                400,
                10181,
                "D1 binding '" + binding + "' references database '" + id
                        + "' which was not found. Verify the database exists in your account and that the database_id in your"
                        + " configuration is correct.");
    }

    static Refusal noBucket(String bucket) {
        return Refusal.of(
                400, 10085, "R2 bucket '" + bucket + "' not found. Please use a different name and try again.");
    }

    static Refusal noNamespace(String id) {
        return Refusal.of(400, 10041, "KV namespace '" + id + "' not found.");
    }

    static Refusal nothingToInherit(Collection<String> names) {
        List<ApiError> errors = names.stream()
                .map(name -> new ApiError(
                        10057,
                        "inherit binding '" + name + "' is invalid: the previous version has no binding of that name"))
                .toList();
        return new Refusal(400, errors);
    }

    static Refusal latestIsNotDeployed(int code) {
        return Refusal.of(
                400,
                code,
                "Secret edit failed. You attempted to modify a secret, but the latest version of your Worker isn't currently"
                        + " deployed. Please ensure that the latest version of your Worker is fully deployed before modifying"
                        + " secrets.");
    }

    /** Clients read the names after the colon, so nothing may follow them. */
    static Refusal secretsChanged(Collection<String> names) {
        return Refusal.of(400, 10220, "The following secrets have changed: " + String.join(", ", names));
    }
}
