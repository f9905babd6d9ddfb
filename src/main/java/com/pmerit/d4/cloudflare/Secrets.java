package com.pmerit.d4.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.hc.core5.http.ContentType;

/** Secrets of a Worker's latest uploaded version: names can be read, values only set. */
public final class Secrets {
    private static final int MOST = 100;

    private final ApiCaller caller;
    private final AccountApi account;

    Secrets(ApiCaller caller, AccountApi account) {
        this.caller = caller;
        this.account = account;
    }

    /** The names. {@code GET …/scripts/{n}/secrets}. */
    public ApiResult<List<String>> list(String script) {
        ApiRequest request = caller.get("list the secrets of Worker \"" + script + "\"", path(script, "secrets"));
        return caller.call(
                request,
                envelope -> envelope.objects().stream()
                        .map(secret -> secret.text("name"))
                        .toList());
    }

    /**
     * Sets one, which makes a version and puts it live. {@code PUT …/scripts/{n}/secrets}; refused with code 10215 while the latest version
     * is not the deployed one. Gives the name.
     */
    public ApiResult<String> put(String script, String name, SecretValue value) {
        caller.learn(value);
        ApiRequest request = caller.request(
                "set secret " + name + " of Worker \"" + script + "\"",
                "PUT",
                path(script, "secrets"),
                CallClass.IDEMPOTENT_WRITE,
                Payload.json(
                        secret(name, value.reveal()),
                        Json.write(secret(name, value.toString())),
                        ContentType.APPLICATION_JSON));
        return caller.call(request, envelope -> envelope.object().text("name"));
    }

    /**
     * Sets several as one version and leaves the others alone. {@code PATCH …/scripts/{n}/secrets-bulk}, at most 100; refused with code 10214
     * while the latest version is not the deployed one. Gives the names.
     *
     * @throws IllegalArgumentException when there are none or more than 100
     */
    public ApiResult<List<String>> putAll(String script, Map<String, SecretValue> values) {
        if (values.isEmpty() || values.size() > MOST) {
            throw new IllegalArgumentException(
                    "Between 1 and " + MOST + " secrets can be set at once, not " + values.size());
        }
        values.values().forEach(caller::learn);
        List<String> names = List.copyOf(values.keySet());
        ApiRequest request = caller.request(
                "set secrets " + names + " of Worker \"" + script + "\"",
                "PATCH",
                path(script, "secrets-bulk"),
                CallClass.IDEMPOTENT_WRITE,
                Payload.json(
                        secrets(values, SecretValue::reveal),
                        Json.write(secrets(values, SecretValue::toString)),
                        ContentType.create(Payload.MERGE_PATCH)));
        return caller.call(request, envelope -> names);
    }

    /** Removes one, which makes a version and puts it live. {@code DELETE …/scripts/{n}/secrets/{name}}. Gives the name. */
    public ApiResult<String> delete(String script, String name) {
        ApiRequest request = caller.request(
                "delete secret " + name + " of Worker \"" + script + "\"",
                "DELETE",
                account.path("workers", "scripts", script, "secrets", name) + "?url_encoded=true",
                CallClass.IDEMPOTENT_WRITE,
                Payload.NONE);
        return caller.call(request, envelope -> name);
    }

    private static ObjectNode secrets(Map<String, SecretValue> values, Function<SecretValue, String> spelled) {
        ObjectNode body = Json.object();
        ObjectNode secrets = body.putObject("secrets");
        values.forEach((name, value) -> secrets.set(name, secret(name, spelled.apply(value))));
        return body;
    }

    private static ObjectNode secret(String name, String text) {
        return Json.object().put("name", name).put("type", Binding.SECRET_TEXT).put("text", text);
    }

    private String path(String script, String which) {
        return account.path("workers", "scripts", script, which);
    }
}
