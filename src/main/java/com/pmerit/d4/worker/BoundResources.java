package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.cloudflare.Buckets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Whether the account still has what a version is bound to.
 *
 * @param found how many resources are there
 * @param missing those that are not, or could not be read, a clause each
 * @param unchecked those of a type that d4 cannot look for, such as {@code service AUTH}
 */
record BoundResources(long found, List<String> missing, List<String> unchecked) {
    /** Bindings that stand for themselves or for a part of the platform that every account has. */
    private static final Set<String> WITHOUT_RESOURCE =
            Set.of("plain_text", "json", "secret_text", "version_metadata", "ai", "browser", "assets");

    BoundResources {
        missing = List.copyOf(missing);
        unchecked = List.copyOf(unchecked);
    }

    /**
     * Looks for each of them, side by side.
     *
     * @throws InterruptedException when the build is stopped
     */
    static BoundResources of(List<Binding> bindings, AccountApi account) throws InterruptedException {
        List<Binding> resources = bindings.stream()
                .filter(binding -> !WITHOUT_RESOURCE.contains(binding.type()))
                .toList();
        List<Look> looks = SideBySide.ask(resources, binding -> look(binding, account));
        return new BoundResources(
                looks.stream().filter(Look.Found.class::isInstance).count(),
                looks.stream()
                        .filter(Look.Missing.class::isInstance)
                        .map(look -> ((Look.Missing) look).why())
                        .toList(),
                looks.stream()
                        .filter(Look.Unchecked.class::isInstance)
                        .map(look -> ((Look.Unchecked) look).what())
                        .toList());
    }

    /** What one look gave. */
    private sealed interface Look {
        record Found() implements Look {}

        record Missing(String why) implements Look {}

        record Unchecked(String what) implements Look {}
    }

    private static Look look(Binding binding, AccountApi account) {
        return switch (binding.type()) {
            case "d1" ->
                look(binding, "D1 database", "id", id -> account.databases().get(id));
            case "kv_namespace" ->
                look(
                        binding,
                        "KV namespace",
                        "namespace_id",
                        id -> account.namespaces().title(id));
            case "r2_bucket" ->
                look(
                        binding,
                        "R2 bucket",
                        "bucket_name",
                        name -> buckets(binding, account).get(name));
            default -> new Look.Unchecked(binding.type() + " " + binding.name());
        };
    }

    private static Buckets buckets(Binding binding, AccountApi account) {
        return account.buckets().in(binding.text("jurisdiction"));
    }

    private static <T> Look look(Binding binding, String kind, String field, Function<String, ApiResult<T>> resource) {
        Optional<String> id = binding.text(field);
        if (id.isEmpty()) {
            return new Look.Unchecked(kind + " " + binding.name());
        }
        return resource.apply(id.get())
                .orAbsent()
                .fold(
                        found -> found.isPresent()
                                ? new Look.Found()
                                : new Look.Missing(
                                        "its " + kind + " " + id.get() + " (" + binding.name() + ") is gone"),
                        failure -> new Look.Missing(binding.name() + ": " + failure.message()));
    }
}
