package com.pmerit.d4.sandbox.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.workers.ModuleKind;
import com.pmerit.d4.sandbox.workers.RunnableVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkerBindingsProcessTest {
    @TempDir
    private Path state;

    private Edge edge;

    @BeforeEach
    void startTheEdge() throws IOException {
        edge = Edge.over(state);
    }

    @AfterEach
    void stopTheEdge() throws IOException {
        edge.close();
    }

    @Test
    void givesVarsAndTheVersionItself() throws IOException {
        edge.deploy(SampleWorker.answering("return Response.json([env.PLAIN, env.JSON, env.VERSION]);")
                .binding("{\"name\":\"PLAIN\",\"type\":\"plain_text\",\"text\":\"a \\\"b\\\"\\\\\\n\\u0001é\"}")
                .binding("{\"name\":\"JSON\",\"type\":\"json\",\"json\":{\"list\":[1,\"\\\"\"]}}")
                .binding("{\"name\":\"VERSION\",\"type\":\"version_metadata\"}")
                .build());

        assertThat(edge.get("/").json())
                .isEqualTo(json("[\"a \\\"b\\\"\\\\\\n\\u0001é\",{\"list\":[1,\"\\\"\"]},"
                        + "{\"id\":\"11111111-1111-4111-8111-111111111111\",\"tag\":\"v1.2.3\","
                        + "\"timestamp\":\"2026-11-22T10:00:00.000000Z\"}]"));
    }

    @Test
    void givesSecretsByteForByteAndKeepsThemOffTheDisk() throws IOException {
        List<String> values = List.of(
                "plain-secret-value",
                "  $HOME `id` $(id) ; & | < > * ? ~ # ! %s %n \\0101 \\n '\"",
                "-----BEGIN KEY-----\nline two\r\n\nlast\n\n",
                "héé 漢字 🎉 \u0085\u00a0",
                "");
        SampleWorker worker = SampleWorker.answering("console.log('all', env.S0, env.S1, env.S2, env.S3);"
                + "const bytes = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));"
                + "return Response.json([env.S0, env.S1, env.S2, env.S3, env.S4].map(bytes));");
        for (int index = 0; index < values.size(); index++) {
            worker.secret("S" + index, values.get(index));
        }
        edge.deploy(worker.build());

        Edge.Answer answer = edge.get("/");

        List<String> expected = values.stream()
                .map(value -> Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)))
                .toList();
        assertThat(answer.json()).isEqualTo(Json.mapper().valueToTree(expected));
        edge.close();
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as("content of " + file)
                        .doesNotContain("plain-secret-value")
                        .doesNotContain("BEGIN KEY")
                        .doesNotContain("line two");
            }
        }
        assertThat(Files.readString(state.resolve("workers.log"))).contains("all [secret S0]");
        edge = Edge.over(state);
    }

    @Test
    void importsModulesOfEveryKindByTheirUploadedNames() throws IOException {
        byte[] emptyWasm = {0, 0x61, 0x73, 0x6d, 1, 0, 0, 0};
        edge.deploy(SampleWorker.of("import page from './abc-page.html'; import { twice } from './lib/h.js';"
                        + "import data from './x.bin'; import wasm from './m.wasm';"
                        + "export default { fetch() { return Response.json([page, twice(4),"
                        + " [...new Uint8Array(data)], wasm instanceof WebAssembly.Module]); } };")
                .module("./abc-page.html", ModuleKind.TEXT, "<p>é</p>".getBytes(StandardCharsets.UTF_8))
                .module(
                        "lib/h.js",
                        ModuleKind.ES_MODULE,
                        "export const twice = (n) => 2 * n;".getBytes(StandardCharsets.UTF_8))
                .module("x.bin", ModuleKind.DATA, new byte[] {0, -1})
                .module("m.wasm", ModuleKind.WASM, emptyWasm)
                .build());

        assertThat(edge.get("/").json()).isEqualTo(json("[\"<p>é</p>\",8,[0,255],true]"));
    }

    @Test
    void readsAndWritesTheDatabaseThatTheApiMade() throws IOException {
        String id = edge.api("POST", "/d1/database", "{\"name\":\"chat\"}")
                .json()
                .at("/result/uuid")
                .asText();
        edge.api(
                "POST",
                "/d1/database/" + id + "/query",
                "{\"sql\":\"CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)\"}");
        edge.deploy(SampleWorker.answering("if (url.pathname === '/bad') { try { await env.DB.batch(["
                        + "env.DB.prepare(\"INSERT INTO t VALUES (9, 'no')\"), env.DB.prepare('INSERT INTO nope VALUES (1)')]);"
                        + "} catch (error) { return new Response(error.message); } }"
                        + "await env.DB.prepare('INSERT INTO t (b) VALUES (?)').bind('é').run();"
                        + "return Response.json((await env.DB.prepare('SELECT * FROM t').all()).results);")
                .binding("{\"name\":\"DB\",\"type\":\"d1\",\"id\":\"" + id + "\"}")
                .build());

        assertThat(edge.get("/bad").body()).isEqualTo("D1_ERROR: no such table: nope: SQLITE_ERROR");
        assertThat(edge.get("/").json()).isEqualTo(json("[{\"a\":1,\"b\":\"é\"}]"));
        assertThat(edge.api("POST", "/d1/database/" + id + "/query", "{\"sql\":\"SELECT count(*) AS n FROM t\"}")
                        .json()
                        .at("/result/0/results/0/n")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void sharesABucketWithTheApi() throws IOException {
        edge.api("POST", "/r2/buckets", "{\"name\":\"images\"}");
        edge.api("PUT", "/r2/buckets/images/objects/from/api.txt", "written by the API");
        edge.deploy(bucketWorker("const head = await env.B.put('../é/1.txt', 'hello world',"
                + " { httpMetadata: { contentType: 'text/x' }, customMetadata: { who: 'mé' } });"
                + "const read = await env.B.get('../é/1.txt');"
                + "const part = await env.B.get('../é/1.txt', { range: { offset: 6, length: 5 } });"
                + "const end = await env.B.get('../é/1.txt', { range: { suffix: 3 } });"
                + "const api = await env.B.get('from/api.txt');"
                + "return Response.json([head.size, head.etag, await read.text(), read.httpMetadata.contentType,"
                + " read.customMetadata.who, await part.text(), part.range, await end.text(), await api.text(),"
                + " await env.B.head('none'), await env.B.get('none')]);"));

        assertThat(edge.get("/").json())
                .isEqualTo(json("[11,\"5eb63bbbe01eeed093cb22bb8f5acdc3\",\"hello world\",\"text/x\",\"mé\",\"world\","
                        + "{\"offset\":6,\"length\":5},\"rld\",\"written by the API\",null,null]"));
        assertThat(edge.api("GET", "/r2/buckets/images/objects/..%2F%C3%A9%2F1.txt", "")
                        .body())
                .isEqualTo("hello world");
    }

    @Test
    void listsABucketInPagesAndByPrefixAndDelimiter() throws IOException {
        edge.api("POST", "/r2/buckets", "{\"name\":\"images\"}");
        edge.deploy(bucketWorker("for (const key of ['a/1', 'a/2', 'b', 'c/d/e', 'c/f'])"
                + " await env.B.put(key, 'x', { customMetadata: { key } });"
                + "const names = (list) => list.objects.map((o) => o.key);"
                + "const first = await env.B.list({ limit: 2 });"
                + "const rest = await env.B.list({ cursor: first.cursor, include: ['customMetadata'] });"
                + "const top = await env.B.list({ delimiter: '/' });"
                + "const under = await env.B.list({ prefix: 'c/', delimiter: '/' });"
                + "await env.B.delete(['a/1', 'b', 'not there']);"
                + "return Response.json([names(first), first.truncated, names(rest), rest.truncated,"
                + " rest.objects[0].customMetadata, names(top), top.delimitedPrefixes, names(under),"
                + " under.delimitedPrefixes, names(await env.B.list())]);"));

        assertThat(edge.get("/").json())
                .isEqualTo(json("[[\"a/1\",\"a/2\"],true,[\"b\",\"c/d/e\",\"c/f\"],false,{\"key\":\"b\"},[\"b\"],"
                        + "[\"a/\",\"c/\"],[\"c/f\"],[\"c/d/\"],[\"a/2\",\"c/d/e\",\"c/f\"]]"));
    }

    @Test
    void writesAndReadsOnlyIfConditionsHold() throws IOException {
        edge.api("POST", "/r2/buckets", "{\"name\":\"images\"}");
        edge.deploy(
                bucketWorker(
                        "const { etag } = await env.B.put('k', 'one');"
                                + "const refused = await env.B.put('k', 'two', { onlyIf: { etagMatches: 'other' } });"
                                + "const unread = await env.B.get('k', { onlyIf: { etagDoesNotMatch: etag } });"
                                + "const read = await env.B.get('k', { onlyIf: { etagMatches: etag } });"
                                + "let digest = ''; try { await env.B.put('k', 'x', { md5: '0'.repeat(32) }); }"
                                + " catch (error) { digest = error.message; }"
                                + "let multipart = ''; try { await env.B.createMultipartUpload('k'); }"
                                + " catch (error) { multipart = error.message; }"
                                + "return Response.json([refused, 'body' in unread, unread.key, await read.text(), digest, multipart]);"));

        assertThat(edge.get("/").json())
                .isEqualTo(
                        json(
                                "[null,false,\"k\",\"one\","
                                        + "\"put: The MD5 checksum you specified did not match what we received. (10037)\","
                                        + "\"createMultipartUpload: The embedded Cloudflare does not do R2's createMultipartUpload. (10029)\"]"));
    }

    @Test
    void sharesANamespaceWithTheApi() throws IOException {
        String id = edge.api("POST", "/storage/kv/namespaces", "{\"title\":\"cache\"}")
                .json()
                .at("/result/id")
                .asText();
        edge.api("PUT", "/storage/kv/namespaces/" + id + "/values/api%2Fkey", "from the API");
        edge.deploy(SampleWorker.answering(
                        "await env.KV.put('k/é ?+1', 'vé', { metadata: { m: 'é' } });"
                                + "await env.KV.put('gone', 'x'); await env.KV.delete('gone');"
                                + "const first = await env.KV.list({ limit: 1 });"
                                + "const rest = await env.KV.list({ cursor: first.cursor, prefix: 'k' });"
                                + "return Response.json([await env.KV.getWithMetadata('k/é ?+1'), await env.KV.get('api/key'),"
                                + " await env.KV.get('gone'), first.keys, first.list_complete, rest.keys, rest.list_complete]);")
                .binding("{\"name\":\"KV\",\"type\":\"kv_namespace\",\"namespace_id\":\"" + id + "\"}")
                .build());

        assertThat(edge.get("/").json())
                .isEqualTo(
                        json(
                                "[{\"value\":\"vé\",\"metadata\":{\"m\":\"é\"},\"cacheStatus\":null},\"from the API\",null,"
                                        + "[{\"name\":\"api/key\"}],false,[{\"name\":\"k/é ?+1\",\"metadata\":{\"m\":\"é\"}}],true]"));
    }

    private static RunnableVersion bucketWorker(String body) {
        return SampleWorker.answering(body)
                .binding("{\"name\":\"B\",\"type\":\"r2_bucket\",\"bucket_name\":\"images\"}")
                .build();
    }

    private static JsonNode json(String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
