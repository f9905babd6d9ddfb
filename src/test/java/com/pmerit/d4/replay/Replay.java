package com.pmerit.d4.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.Api;
import com.pmerit.d4.sandbox.Sandbox;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.MultipartForm;
import com.pmerit.d4.sandbox.http.MultipartForm.Part;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends the requests of a recorded flight once more, in their order, to a fresh embedded Cloudflare that was seeded as the recorded
 * account was. Ids that the server makes are translated; what the recorder masked or left out is filled with stand-ins.
 */
public final class Replay {
    private static final String MASK = "[secret]";
    private static final String STAND_IN = "stand-in";
    private static final String BOUNDARY = "replayed-boundary-of-a-form";

    private final Api api;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Ids ids = new Ids();
    private final List<String> differences = new ArrayList<>();
    private final List<String> standIns = new ArrayList<>();
    private final List<String> notSent = new ArrayList<>();
    private int sent;

    /**
     * What came of it.
     *
     * @param sent how many requests were sent
     * @param differences one line for each request that ended otherwise than it was recorded
     * @param standIns one line for each thing that was not in the record and was made up
     * @param notSent one line for each request whose outcome is not recorded or that went elsewhere
     */
    public record Outcome(int sent, List<String> differences, List<String> standIns, List<String> notSent) {
        /** Makes the lists unchangeable. */
        public Outcome {
            differences = List.copyOf(differences);
            standIns = List.copyOf(standIns);
            notSent = List.copyOf(notSent);
        }
    }

    private Replay(Sandbox fresh) {
        this.api = new Api(fresh, fresh.accounts().get(0).id());
    }

    /** Replays a file. */
    public static Outcome of(Path flight, Sandbox fresh) throws IOException, InterruptedException {
        Replay replay = new Replay(fresh);
        for (Flight.Recorded recorded : Flight.read(flight).exchanges()) {
            replay.send(recorded);
        }
        return new Outcome(replay.sent, replay.differences, replay.standIns, replay.notSent);
    }

    private void send(Flight.Recorded recorded) throws IOException, InterruptedException {
        if (!recorded.path().startsWith("/")) {
            notSent.add(recorded.name() + ": it went to another host than the API's");
            return;
        }
        if (recorded.status().isEmpty()) {
            notSent.add(recorded.name() + ": no answer was recorded, and nobody knows whether it took effect");
            return;
        }
        sent++;
        HttpResponse<String> response = client.send(request(recorded), BodyHandlers.ofString());
        Optional<JsonNode> before = Flight.json(recorded.received());
        Optional<JsonNode> now = Flight.json(response.body());
        if (before.isPresent() && now.isPresent()) {
            ids.learn(before.get(), now.get());
        }
        Ending then = Ending.of(recorded.status().getAsInt(), before);
        Ending again = Ending.of(response.statusCode(), now);
        if (!then.agreesWith(again)) {
            differences.add(recorded.name() + ": was " + then + ", is now " + again);
        }
    }

    private HttpRequest request(Flight.Recorded recorded) {
        JsonNode body = recorded.sent();
        HttpRequest.Builder request = api.request(ids.translated(recorded.path() + recorded.query()));
        if (body.isMissingNode()) {
            return request.method(recorded.method(), BodyPublishers.noBody()).build();
        }
        String text = filled(recorded, body);
        if (!body.has("field")) {
            return request.header("Content-Type", body.path("type").asText())
                    .method(recorded.method(), BodyPublishers.ofString(text))
                    .build();
        }
        return request.header("Content-Type", body.path("type").asText() + "; boundary=" + BOUNDARY)
                .method(
                        recorded.method(),
                        BodyPublishers.ofByteArray(form(recorded, text).write(BOUNDARY)))
                .build();
    }

    private String filled(Flight.Recorded recorded, JsonNode body) {
        String text = body.path("text").asText();
        if (text.contains(MASK)) {
            standIns.add(recorded.name() + ": a masked value");
        }
        String whole = ids.translated(text.replace(MASK, STAND_IN));
        if (!body.path("whole").asBoolean(true)) {
            standIns.add(recorded.name() + ": the end of a body of " + body.path("bytes") + " bytes");
        }
        return whole;
    }

    private MultipartForm form(Flight.Recorded recorded, String text) {
        List<Part> parts = new ArrayList<>();
        parts.add(
                new Part(recorded.sent().path("field").asText(), Optional.empty(), Optional.empty(), Content.of(text)));
        for (JsonNode module : recorded.sent().path("modules")) {
            String name = module.path("name").asText();
            standIns.add(recorded.name() + ": the code of module " + name + ", sha256 "
                    + module.path("sha256").asText());
            parts.add(new Part(
                    name,
                    Optional.of(name),
                    Optional.of(module.path("type").asText()),
                    Content.of(code(module.path("bytes").asInt()))));
        }
        return new MultipartForm(parts);
    }

    /** A module that does nothing, as large as the real one where that is possible. */
    private static byte[] code(int size) {
        String code = "export default {}; // " + STAND_IN + " ";
        return (code + " ".repeat(Math.max(0, size - code.length()))).getBytes(StandardCharsets.UTF_8);
    }
}
