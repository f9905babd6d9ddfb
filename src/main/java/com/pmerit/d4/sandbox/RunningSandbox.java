package com.pmerit.d4.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.state.StateDirectory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A sandbox that runs in some process and answers.
 *
 * @param api the API's base URL, {@code http://127.0.0.1:PORT/client/v4}
 * @param front where Workers answer
 * @param token the API token
 */
public record RunningSandbox(URI api, URI front, String token) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The sandbox on this state directory; empty when none answers there to the directory's token. */
    static Optional<RunningSandbox> find(Path directory) throws IOException, InterruptedException {
        Optional<StateDirectory.Running> announced = StateDirectory.running(directory);
        Optional<String> token = StateDirectory.token(directory);
        if (announced.isEmpty() || token.isEmpty()) {
            return Optional.empty();
        }
        RunningSandbox candidate = new RunningSandbox(
                URI.create(announced.get().apiBase()),
                URI.create(announced.get().front()),
                token.get());
        return candidate.answers() ? Optional.of(candidate) : Optional.empty();
    }

    private boolean answers() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + "/user/tokens/verify"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            byte[] body = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(request, BodyHandlers.ofByteArray())
                    .body();
            JsonNode answer = Json.parse(body);
            return answer.path("success").asBoolean(false);
        } catch (IOException | Refusal nobodyThere) {
            return false;
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "RunningSandbox[" + api + "]";
    }
}
