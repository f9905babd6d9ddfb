package com.pmerit.d4.sandbox.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.d1.D1Binding;
import com.pmerit.d4.sandbox.d1.D1Routes;
import com.pmerit.d4.sandbox.d1.D1Store;
import com.pmerit.d4.sandbox.http.ApiService;
import com.pmerit.d4.sandbox.http.Faults;
import com.pmerit.d4.sandbox.http.Gatekeeper;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.LoopbackServer;
import com.pmerit.d4.sandbox.http.RequestLog;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sandbox.kv.KvBinding;
import com.pmerit.d4.sandbox.kv.KvRoutes;
import com.pmerit.d4.sandbox.kv.KvStore;
import com.pmerit.d4.sandbox.r2.R2Binding;
import com.pmerit.d4.sandbox.r2.R2Routes;
import com.pmerit.d4.sandbox.r2.R2Store;
import com.pmerit.d4.sandbox.workers.RunnableVersion;
import com.pmerit.d4.sandbox.workers.WorkerDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** A whole data plane over a directory that a test fills. */
final class Edge implements AutoCloseable {
    static final String HOST = "chat.team.workers.dev";

    private static final String TOKEN = "token-of-the-test";

    final Map<String, WorkerDirectory.Target> hosts = new HashMap<>();
    final Map<String, RunnableVersion> versions = new HashMap<>();
    private final LoopbackServer api;
    private final D1Store d1;
    private final R2Store r2;
    private final KvStore kv;
    final WorkerRuntime runtime;
    final Front front;
    private final CloseableHttpClient client = HttpClients.custom()
            .disableRedirectHandling()
            .disableContentCompression()
            .build();

    private Edge(Path state) throws IOException {
        d1 = new D1Store(state.resolve("d1"), Clock.systemUTC());
        r2 = R2Store.open(state, Clock.systemUTC());
        kv = KvStore.open(state, Clock.systemUTC());
        D1Binding databases = new D1Binding(d1);
        runtime = WorkerRuntime.start(
                WorkerdBinary.above(Path.of("target")),
                state,
                false,
                Map.of(
                        BindingKind.D1,
                        (account, id, request) -> databases.answer(id, request),
                        BindingKind.R2,
                        new R2Binding(r2)::answer,
                        BindingKind.KV,
                        new KvBinding(kv)::answer));
        front = Front.start(0, new Listed(), host -> Optional.empty(), runtime, new Random(4));
        Router.Builder routes = Router.builder();
        new D1Routes(d1).addTo(routes);
        new R2Routes(r2).addTo(routes);
        new KvRoutes(kv).addTo(routes);
        api = LoopbackServer.start(
                0,
                new ApiService(
                        routes.build(),
                        new Gatekeeper(TOKEN, Set.of(SampleWorker.ACCOUNT)),
                        new Faults(),
                        new RequestLog()));
    }

    static Edge over(Path state) throws IOException {
        return new Edge(state);
    }

    /** Serves these versions at {@link #HOST}, the first with all the traffic. */
    Edge deploy(RunnableVersion... all) {
        List<WorkerDirectory.Share> shares = new ArrayList<>();
        for (RunnableVersion version : all) {
            versions.put(version.id(), version);
            shares.add(new WorkerDirectory.Share(version.id(), shares.isEmpty() ? 100 : 0));
        }
        hosts.put(HOST, new WorkerDirectory.Deployed(SampleWorker.ACCOUNT, SampleWorker.SCRIPT, shares));
        return this;
    }

    Answer get(String path) throws IOException {
        return send("GET", HOST, path, "", Map.of());
    }

    /** Calls the v4 API, below the account. */
    Answer api(String method, String path, String body) throws IOException {
        URI target = URI.create(api.uri() + Router.API_BASE + "/accounts/" + SampleWorker.ACCOUNT + path);
        HttpUriRequestBase request = new HttpUriRequestBase(method, target);
        request.setHeader("Authorization", "Bearer " + TOKEN);
        return execute(request, body);
    }

    Answer send(String method, String host, String path, String body, Map<String, String> headers) throws IOException {
        HttpUriRequestBase request = new HttpUriRequestBase(method, URI.create(front.uri() + path));
        headers.forEach(request::setHeader);
        request.setHeader("Host", host);
        return execute(request, body);
    }

    private Answer execute(HttpUriRequestBase request, String body) throws IOException {
        if (!body.isEmpty()) {
            request.setEntity(new StringEntity(body, ContentType.TEXT_PLAIN.withCharset(StandardCharsets.UTF_8)));
        }
        return client.execute(request, response -> {
            Map<String, String> got = new HashMap<>();
            for (Header header : response.getHeaders()) {
                got.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
            }
            String text = response.getEntity() == null
                    ? ""
                    : EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8);
            return new Answer(response.getCode(), got, text);
        });
    }

    record Answer(int status, Map<String, String> headers, String body) {
        JsonNode json() {
            return Json.parse(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        api.close();
        front.close();
        runtime.close();
        kv.close();
        r2.close();
        d1.close();
    }

    private final class Listed implements WorkerDirectory {
        @Override
        public Optional<Target> at(String host, String path) {
            return Optional.ofNullable(hosts.get(host));
        }

        @Override
        public Optional<RunnableVersion> version(String account, String script, String versionId) {
            return Optional.ofNullable(versions.get(versionId));
        }
    }
}
