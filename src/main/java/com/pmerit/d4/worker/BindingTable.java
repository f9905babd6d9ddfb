package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.contract.Bucket;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Fault;
import com.pmerit.d4.contract.SecretLook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The bindings of one environment as the SOP lists them: binding, type, id or name, with a verdict each. Secrets are no part
 * of it. The value of a variable is shown as it is stated, unless it looks like a secret; what is only live is not shown, for
 * it may have been set by hand.
 */
final class BindingTable {
    /** The verdict of a row that nothing is wrong with. */
    static final String OK = BindingState.AS_LIVE.words();

    private static final Map<String, String> TYPES = Map.of(
            "d1", "D1",
            "r2_bucket", "R2",
            "kv_namespace", "KV",
            "plain_text", "var",
            "json", "var");

    private final Environment environment;
    private final List<Binding> wanted;
    private final Map<String, String> verdicts = new LinkedHashMap<>();
    private final List<Binding> onlyLive = new ArrayList<>();

    /** A table of what is wanted, of which nothing was compared yet. */
    BindingTable(Environment environment, List<Binding> wanted) {
        this.environment = environment;
        this.wanted = List.copyOf(wanted);
    }

    /** Says something of a binding; what was said first stays. */
    BindingTable with(String binding, String verdict) {
        verdicts.putIfAbsent(binding, verdict);
        return this;
    }

    /** Says how it differs from what is live. */
    BindingTable comparedWithLive(BindingDelta delta) {
        delta.added().forEach(binding -> with(binding.name(), BindingState.NOT_LIVE.words()));
        delta.redirected().forEach(change -> with(change.live().name(), BindingState.REDIRECTED.words()));
        delta.replacedSecrets().forEach(name -> with(name, BindingState.REPLACES_SECRET.words()));
        delta.dropped().forEach(binding -> with(binding.name(), BindingState.ONLY_LIVE.words()));
        delta.changedVariables().forEach(change -> with(change.live().name(), BindingState.OTHER_VALUE.words()));
        onlyLive.addAll(delta.dropped());
        return this;
    }

    /**
     * A line a binding, those first that something is to be said of.
     *
     * @param rest the verdict of those that nothing was said of
     */
    List<String> lines(String rest) {
        List<Row> rows = new ArrayList<>();
        wanted.forEach(binding -> rows.add(row(binding, target(binding), rest)));
        onlyLive.forEach(binding -> rows.add(row(binding, targetOfLive(binding), rest)));
        Map<Boolean, List<Row>> told = rows.stream()
                .collect(Collectors.partitioningBy(row -> !row.verdict().equals(rest)));
        List<Row> ordered = new ArrayList<>(told.getOrDefault(true, List.of()));
        ordered.addAll(told.getOrDefault(false, List.of()));
        int verdict = widest(ordered.stream().map(Row::verdict).toList());
        int name = widest(ordered.stream().map(Row::name).toList());
        int type = widest(ordered.stream().map(Row::type).toList());
        return ordered.stream()
                .map(row -> padded(row.verdict(), verdict)
                        + padded(row.name(), name)
                        + padded(row.type(), type)
                        + row.target())
                .toList();
    }

    private record Row(String verdict, String name, String type, String target) {}

    private Row row(Binding binding, String target, String rest) {
        String verdict = verdicts.getOrDefault(binding.name(), rest);
        return new Row(verdict, binding.name(), type(binding), target);
    }

    /** Such as {@code D1}; Cloudflare's own word for a type that people have no other for. */
    static String type(Binding binding) {
        return TYPES.getOrDefault(binding.type(), binding.type());
    }

    /** What a binding is bound to that nothing states. */
    String targetOfLive(Binding binding) {
        return BindingDelta.isVariable(binding) ? Fault.NOT_SHOWN : target(binding);
    }

    /** What a binding that is stated is bound to. */
    String target(Binding binding) {
        return switch (binding.type()) {
            case "d1" -> database(binding);
            case "r2_bucket" ->
                new Bucket(binding.text("bucket_name").orElse("-"), binding.text("jurisdiction")).shown();
            case "kv_namespace" -> binding.text("namespace_id").orElse("-");
            case "assets" ->
                environment
                        .script()
                        .assets()
                        .map(assets -> String.valueOf(assets.directory().getFileName()))
                        .orElse("-");
            case "plain_text", "json" ->
                Optional.ofNullable(environment.vars().get(binding.name()))
                        .map(value -> SecretLook.shown(binding.name(), value))
                        .orElse("-");
            default -> fields(binding);
        };
    }

    private String database(Binding binding) {
        String id = binding.text("id").orElse("-");
        return Optional.ofNullable(environment.databases().get(binding.name()))
                .map(database -> id + " (" + database.name() + ")")
                .orElse(id);
    }

    private static String fields(Binding binding) {
        return binding.fields().isEmpty()
                ? "-"
                : binding.fields().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                        .map(field -> field.getKey() + "="
                                + (field.getValue().isTextual()
                                        ? field.getValue().textValue()
                                        : field.getValue().toString()))
                        .collect(Collectors.joining(" "));
    }

    private static int widest(List<String> cells) {
        return cells.stream().mapToInt(String::length).max().orElse(0) + 2;
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(width - cell.length());
    }
}
