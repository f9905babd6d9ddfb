package com.pmerit.d4.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.audit.FindingKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An {@code audit.json} as facts by name, so that two of them can be held against each other whatever order their lists have. What is
 * only another moment or another address of the same thing is no fact.
 */
final class AuditFacts {
    /** What every audit tells since d4 looks at Workers; an earlier one did not look. */
    private static final String LOOKS_AT_WORKERS = "findings";

    private static final Set<String> NO_FACT = Set.of("countedAt", "urls", "since");
    private static final List<String> IDENTITIES = List.of("binding", "name", "table");
    private static final Set<String> TOLD_BY_THE_DELTAS =
            Set.of(FindingKind.SCHEMA_DIFFERS.code(), FindingKind.SCHEMA_NOT_COMPARED.code());

    private final Map<Name, String> facts = new LinkedHashMap<>();

    /**
     * A fact's name.
     *
     * @param environment that it is about; empty for all of them
     * @param what such as {@code database DB bytes}
     */
    record Name(Optional<String> environment, String what) {
        boolean isPartOf(Name whole) {
            return environment.equals(whole.environment) && what.startsWith(whole.what + " ");
        }
    }

    /**
     * Takes them from a file.
     *
     * @param workers whether to take what is known of Workers
     */
    AuditFacts(JsonNode audit, boolean workers) {
        audit.path("environments").forEach(environment -> environment(environment, workers));
        audit.path("deltas").forEach(this::delta);
        if (workers) {
            audit.at("/secrets/secrets").forEach(this::secret);
            node(Optional.empty(), "token", audit.path("token"));
            audit.path("findings").forEach(this::finding);
        }
    }

    /** Whether an audit looked at Workers. */
    static boolean looksAtWorkers(JsonNode audit) {
        return audit.has(LOOKS_AT_WORKERS);
    }

    /** What differs from what came before, in the order of this one. */
    List<AuditChange> since(AuditFacts before) {
        List<AuditChange> changes = new ArrayList<>();
        facts.forEach((name, value) -> {
            String earlier = before.facts.get(name);
            if (earlier == null) {
                changes.add(new AuditChange(
                        AuditChange.Kind.ADDED, name.environment(), name.what(), Optional.empty(), shown(value)));
            } else if (!earlier.equals(value)) {
                changes.add(new AuditChange(
                        AuditChange.Kind.CHANGED,
                        name.environment(),
                        name.what(),
                        Optional.of(earlier),
                        Optional.of(value)));
            }
        });
        before.facts.forEach((name, value) -> {
            if (!facts.containsKey(name)) {
                changes.add(new AuditChange(
                        AuditChange.Kind.GONE, name.environment(), name.what(), shown(value), Optional.empty()));
            }
        });
        return withoutParts(changes);
    }

    /** Of what came or went as a whole, its parts are not told. */
    private static List<AuditChange> withoutParts(List<AuditChange> changes) {
        Map<AuditChange.Kind, Set<Name>> wholes = changes.stream()
                .collect(Collectors.groupingBy(
                        AuditChange::kind, Collectors.mapping(AuditFacts::name, Collectors.toSet())));
        return changes.stream()
                .filter(change -> change.kind() == AuditChange.Kind.CHANGED
                        || wholes.getOrDefault(change.kind(), Set.of()).stream()
                                .noneMatch(whole -> name(change).isPartOf(whole)))
                .toList();
    }

    private static Name name(AuditChange change) {
        return new Name(change.environment(), change.what());
    }

    private static Optional<String> shown(String value) {
        return Optional.of(value).filter(text -> !text.isEmpty());
    }

    private void environment(JsonNode environment, boolean workers) {
        Optional<String> name = Optional.of(environment.path("name").asText());
        put(name, "environment", "");
        environment.properties().forEach(part -> {
            if (!part.getKey().equals("name") && (workers || !part.getKey().equals("worker"))) {
                node(name, part.getKey(), part.getValue());
            }
        });
    }

    private void delta(JsonNode delta) {
        Optional<String> second = Optional.of(delta.path("second").asText());
        String schemas = "schema of " + delta.path("binding").asText() + " against "
                + delta.path("first").asText();
        if (delta.has("incomparable")) {
            put(second, schemas + " not compared", delta.path("incomparable").asText());
        }
        delta.path("items")
                .forEach(item -> put(
                        second,
                        schemas + " " + item.path("kind").asText() + " "
                                + item.path("name").asText(),
                        difference(delta, item)));
    }

    private static String difference(JsonNode delta, JsonNode item) {
        for (String side : List.of("first", "second")) {
            String other = side.equals("first") ? "second" : "first";
            if (item.path(other).isEmpty()) {
                return "only " + delta.path(side).asText() + " has it";
            }
        }
        return "not alike: " + texts(item.path("first")) + " / " + texts(item.path("second"));
    }

    private static String texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
    }

    private void secret(JsonNode secret) {
        secret.path("bound")
                .forEach(bound -> put(
                        Optional.of(bound.path("environment").asText()),
                        "secret " + secret.path("name").asText(),
                        bound.path("as").asText()));
    }

    private void finding(JsonNode finding) {
        String code = finding.path("code").asText();
        if (!TOLD_BY_THE_DELTAS.contains(code)) {
            put(
                    Optional.of(finding.path("environment").asText()).filter(name -> !name.isEmpty()),
                    "finding " + code + " " + finding.path("subject").asText(),
                    "");
        }
    }

    private void node(Optional<String> environment, String what, JsonNode node) {
        if (node.isObject()) {
            put(environment, what, "");
            node.properties().forEach(part -> {
                if (!NO_FACT.contains(part.getKey())) {
                    node(environment, what + " " + part.getKey(), part.getValue());
                }
            });
        } else if (node.isArray()) {
            String one = what.endsWith("s") ? what.substring(0, what.length() - 1) : what;
            node.forEach(element -> element(environment, one, element));
        } else if (!node.isMissingNode()) {
            put(environment, what, node.asText());
        }
    }

    private void element(Optional<String> environment, String one, JsonNode element) {
        if (!element.isObject()) {
            put(environment, one + " " + element.asText(), "");
            return;
        }
        Optional<String> identity = IDENTITIES.stream().filter(element::has).findFirst();
        if (identity.isEmpty()) {
            put(environment, one + " " + words(element), "");
            return;
        }
        String key = identity.get();
        String what = one + " " + element.path(key).asText();
        put(environment, what, "");
        element.properties().forEach(part -> {
            if (!part.getKey().equals(key) && !NO_FACT.contains(part.getKey())) {
                node(environment, what + " " + part.getKey(), part.getValue());
            }
        });
    }

    /** What has no name of its own is known by all that it says. */
    private static String words(JsonNode node) {
        return node.isContainerNode()
                ? node.valueStream().map(AuditFacts::words).collect(Collectors.joining(" "))
                : node.asText();
    }

    private void put(Optional<String> environment, String what, String value) {
        facts.put(new Name(environment, what), value);
    }
}
