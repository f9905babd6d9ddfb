package com.pmerit.d4.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.contract.WranglerEnvironment;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Where an environment is met, as far as it can be known.
 *
 * @param url always one that the contract takes
 * @param known whether it is more than a placeholder
 */
record Address(String url, boolean known) {
    // RFC 2606: no name below it will ever be found, so that nobody else's Worker is taken for this one.
    private static final String NOBODY = "address-unknown.invalid";

    private static final Pattern HOST = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");

    /**
     * A custom domain or route of the config, else the account's workers.dev, else a placeholder.
     *
     * @param subdomain the account's name under workers.dev, if anything tells it
     */
    static Address of(WranglerEnvironment config, Optional<String> subdomain) {
        Optional<String> routed = routes(config).flatMap(Address::host).findFirst();
        if (routed.isPresent()) {
            return new Address("https://" + routed.get(), true);
        }
        String worker =
                config.name().filter(name -> LABEL.matcher(name).matches()).orElse("worker");
        boolean published = !isFalse(config.raw().get("workers_dev"));
        return subdomain
                .filter(name -> published)
                .map(name -> new Address("https://" + worker + "." + name + ".workers.dev", true))
                .orElseGet(() -> new Address("https://" + worker + "." + NOBODY, false));
    }

    /** The account's name under workers.dev, where a variable of a config holds the address of one of its Workers. */
    static Optional<String> subdomainToldBy(List<WranglerEnvironment> configs) {
        return configs.stream()
                .flatMap(config -> config.name().stream())
                .map(worker -> Pattern.compile("https?://" + Pattern.quote(worker) + "\\.([a-z0-9-]+)\\.workers\\.dev"))
                .flatMap(address -> configs.stream()
                        .flatMap(config -> config.vars().values().stream())
                        .map(value -> address.matcher(value.shown())))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    private static Stream<String> routes(WranglerEnvironment config) {
        return Stream.of("routes", "route")
                .flatMap(key -> Optional.ofNullable(config.raw().get(key)).stream())
                .flatMap(stated ->
                        stated.isArray() ? StreamSupport.stream(stated.spliterator(), false) : Stream.of(stated))
                .map(route -> route.isTextual()
                        ? route.asText()
                        : route.path("pattern").asText());
    }

    /** The host of a pattern such as {@code api.example.com/*}; none of one for many hosts. */
    private static Stream<String> host(String pattern) {
        String host = pattern.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
        return HOST.matcher(host).matches() && URI.create("https://" + host).getHost() != null
                ? Stream.of(host)
                : Stream.empty();
    }

    private static boolean isFalse(@org.jspecify.annotations.Nullable JsonNode stated) {
        return stated != null && stated.isBoolean() && !stated.booleanValue();
    }
}
