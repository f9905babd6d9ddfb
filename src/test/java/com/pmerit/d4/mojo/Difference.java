package com.pmerit.d4.mojo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Something in which a release by d4 differs from one by wrangler, on purpose.
 *
 * @param what it is
 * @param why it is right
 * @param forget takes it out of the state of an account
 */
record Difference(String what, String why, Consumer<ObjectNode> forget) {
    /** All there are. What is not among them must be equal. */
    static final List<Difference> ALL = List.of(
            new Difference(
                    "the subdomain of the account",
                    "Cloudflare gives every account one of its own",
                    state -> workers(state).remove("subdomain")),
            new Difference(
                    "the versions before the live one",
                    "wrangler sets all secrets in one version, the API one secret a version",
                    Difference::forgetHistory),
            new Difference(
                    "the order in which the secrets were set",
                    "it follows from the file for wrangler and from the calls for the API; their names must be equal",
                    state -> versions(state).forEach(version -> {
                        ObjectNode secrets = (ObjectNode) version.path("secrets");
                        names(secrets).forEach(name -> secrets.put(name, true));
                    })),
            new Difference(
                    "the source of versions and deployments", "Cloudflare tells wrangler from other callers", state -> {
                        versions(state).forEach(version -> version.remove("source"));
                        deployments(state).forEach(deployment -> deployment.remove("source"));
                    }),
            new Difference(
                    "the annotation workers/tag of a version",
                    "d4 writes the digest of the code there and knows the code again by it; wrangler writes what --tag says",
                    state -> versions(state)
                            .forEach(version -> annotations(version).remove("workers/tag"))),
            new Difference(
                    "the annotation workers/message of a version",
                    "d4 names the project's version and the commit there; wrangler writes what --message says",
                    state -> versions(state)
                            .forEach(version -> annotations(version).remove("workers/message"))),
            new Difference(
                    "the annotations workers/message and workers/tag of a deployment",
                    "the same for the deployment; the first upload of a Worker makes both with the annotations of the version",
                    state -> deployments(state)
                            .forEach(deployment ->
                                    annotations(deployment).remove(List.of("workers/message", "workers/tag")))),
            new Difference(
                    "the tags cf:service and cf:environment of the script",
                    "wrangler groups the environments of a config in the dashboard by them; nothing runs otherwise for it",
                    state -> ((ObjectNode) script(state).path("settings")).remove("tags")),
            new Difference(
                    "the tables d4_lock, d4_release and d4_migration",
                    "d4 keeps its lock and its books there; wrangler takes no notice of them",
                    state -> {
                        JsonNode database = state.path("databases").path(TypedShop.DATABASE);
                        ((ObjectNode) database.path("tables")).remove(List.of("d4_lock", "d4_release", "d4_migration"));
                        leaveOut(database.path("schema"), line -> line.startsWith("table d4_"));
                    }),
            new Difference(
                    "the DDL text of the tracking table",
                    "blanks and quotes only: its columns are compared on their own",
                    state -> replace(
                            state.path("databases").path(TypedShop.DATABASE).path("schema"),
                            line -> line.replaceFirst("^(table d1_migrations): .*(?s:.*)", "$1"))));

    private static void forgetHistory(ObjectNode state) {
        ObjectNode script = script(state);
        ArrayNode versions = (ArrayNode) script.path("versions");
        ArrayNode deployments = (ArrayNode) script.path("deployments");
        ObjectNode latest = (ObjectNode) versions.get(versions.size() - 1);
        ObjectNode head = (ObjectNode) deployments.get(deployments.size() - 1);
        JsonNode share = head.path("versions").path(latest.path("number").asText());
        head.putObject("versions").set("latest", share);
        latest.remove("number");
        script.putArray("versions").add(latest);
        script.putArray("deployments").add(head);
    }

    private static ObjectNode workers(ObjectNode state) {
        return (ObjectNode) state.path("workers");
    }

    private static ObjectNode script(ObjectNode state) {
        return (ObjectNode) workers(state).path("scripts").path(TypedShop.SCRIPT);
    }

    private static List<ObjectNode> versions(ObjectNode state) {
        return objects(script(state).path("versions"));
    }

    private static List<ObjectNode> deployments(ObjectNode state) {
        return objects(script(state).path("deployments"));
    }

    private static List<ObjectNode> objects(JsonNode array) {
        return array.valueStream().map(ObjectNode.class::cast).toList();
    }

    private static ObjectNode annotations(ObjectNode annotated) {
        return (ObjectNode) annotated.path("annotations");
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void leaveOut(JsonNode lines, Predicate<String> which) {
        ArrayNode array = (ArrayNode) lines;
        List<String> before = array.valueStream().map(JsonNode::asText).toList();
        array.removeAll();
        before.stream().filter(which.negate()).forEach(array::add);
    }

    private static void replace(JsonNode lines, UnaryOperator<String> change) {
        ArrayNode array = (ArrayNode) lines;
        List<String> before = array.valueStream().map(JsonNode::asText).toList();
        array.removeAll();
        before.forEach(line -> array.add(change.apply(line)));
    }
}
