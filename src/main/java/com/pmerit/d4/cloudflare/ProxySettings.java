package com.pmerit.d4.cloudflare;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * A proxy as Maven's settings.xml describes it.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param login user and password, if the proxy asks for them
 * @param directHosts host patterns that are reached without the proxy; {@code *} stands for any characters, case does not matter
 */
public record ProxySettings(String host, int port, Optional<ProxyLogin> login, List<String> directHosts) {
    /**
     * Checks host and port.
     *
     * @throws IllegalArgumentException when the host is blank or the port is out of range
     */
    public ProxySettings {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("The proxy \"" + PlainText.of(host) + ":" + port
                    + "\" in settings.xml needs a host and a port between 1 and 65535");
        }
        directHosts = List.copyOf(directHosts);
    }

    /**
     * Splits Maven's {@code nonProxyHosts}.
     *
     * @param nonProxyHosts patterns separated by {@code |}; commas are understood as well, as Maven's own transports do
     */
    public static List<String> directHosts(String nonProxyHosts) {
        return Pattern.compile("[|,]")
                .splitAsStream(nonProxyHosts)
                .map(String::trim)
                .filter(pattern -> !pattern.isEmpty())
                .toList();
    }

    /** Whether this host is reached without the proxy: because a pattern says so, or because it is this very machine. */
    public boolean bypasses(String target) {
        return Loopback.isLoopback(target) || directHosts.stream().anyMatch(pattern -> matches(pattern, target));
    }

    /** Host and port, for a message about a host that is reached through this proxy. */
    public Optional<String> nameOnTheWayTo(String target) {
        return bypasses(target) ? Optional.empty() : Optional.of(host + ":" + port);
    }

    /** Makes a client reach its hosts through this proxy, but for those that are reached without it. */
    public void applyTo(HttpClientBuilder client) {
        client.setRoutePlanner(new NonProxyRoutes(this));
        login.ifPresent(known -> {
            BasicCredentialsProvider logins = new BasicCredentialsProvider();
            logins.setCredentials(
                    new AuthScope(host, port),
                    new UsernamePasswordCredentials(
                            known.user(), known.password().reveal().toCharArray()));
            client.setDefaultCredentialsProvider(logins);
        });
    }

    private static boolean matches(String pattern, String target) {
        StringBuilder expression = new StringBuilder();
        for (String literal : pattern.toLowerCase(Locale.ROOT).split("\\*", -1)) {
            expression.append(expression.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
        }
        return target.toLowerCase(Locale.ROOT).matches(expression.toString());
    }
}
