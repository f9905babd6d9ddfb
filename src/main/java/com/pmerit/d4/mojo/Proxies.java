package com.pmerit.d4.mojo;

import com.pmerit.d4.cloudflare.ProxyLogin;
import com.pmerit.d4.cloudflare.ProxySettings;
import com.pmerit.d4.cloudflare.SecretValue;
import com.pmerit.d4.contract.Fault;
import java.util.List;
import java.util.Optional;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Settings;

/** Finds the proxy of settings.xml: the active one for https, else the active one for http, which serves both. */
final class Proxies {
    private final Settings settings;
    private final Decryption decryption;

    Proxies(Settings settings, Decryption decryption) {
        this.settings = settings;
        this.decryption = decryption;
    }

    /** What came of looking for a proxy. */
    sealed interface Reading {
        /** There is one, or there is none. */
        record Found(Optional<ProxySettings> proxy) implements Reading {}

        /** There is one that cannot be used. */
        record Refused(Fault fault) implements Reading {}
    }

    Reading read() {
        return active("https")
                .or(() -> active("http"))
                .map(this::read)
                .orElseGet(() -> new Reading.Found(Optional.empty()));
    }

    private Optional<Proxy> active(String protocol) {
        return settings.getProxies().stream()
                .filter(Proxy::isActive)
                .filter(proxy -> protocol.equalsIgnoreCase(proxy.getProtocol()))
                .findFirst();
    }

    private Reading read(Proxy proxy) {
        String tag = "settings.xml: <proxies><proxy " + proxy.getId() + ">";
        Decryption.Password password = decryption.of(proxy);
        if (password.trouble().isPresent()) {
            return refused(
                    tag + "<password>",
                    "cannot be decrypted: " + password.trouble().get(),
                    "Encrypt it anew with: mvn --encrypt-password  and check ~/.m2/settings-security.xml.");
        }
        try {
            List<String> direct = Optional.ofNullable(proxy.getNonProxyHosts())
                    .map(ProxySettings::directHosts)
                    .orElse(List.of());
            String host = Optional.ofNullable(proxy.getHost()).orElse("");
            return new Reading.Found(
                    Optional.of(new ProxySettings(host, proxy.getPort(), login(proxy, password.value()), direct)));
        } catch (IllegalArgumentException malformed) {
            return refused(
                    tag, String.valueOf(malformed.getMessage()), "Mend the proxy, or set <active>false</active>.");
        }
    }

    private static Optional<ProxyLogin> login(Proxy proxy, String password) {
        return Optional.ofNullable(proxy.getUsername())
                .filter(user -> !user.isBlank() && !password.isEmpty())
                .map(user -> new ProxyLogin(user, SecretValue.of(password)));
    }

    private static Reading refused(String tag, String problem, String remedy) {
        return new Reading.Refused(Fault.error(tag, "", problem, remedy));
    }
}
