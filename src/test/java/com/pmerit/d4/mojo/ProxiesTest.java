package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.cloudflare.ProxyLogin;
import com.pmerit.d4.cloudflare.ProxySettings;
import com.pmerit.d4.contract.Fault;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxiesTest {
    @TempDir
    Path directory;

    private EncryptedSettings encryption;
    private final Settings settings = new Settings();

    @BeforeEach
    void encrypt() throws Exception {
        encryption = new EncryptedSettings(directory);
    }

    @Test
    void refusesAPasswordThatCannotBeDecrypted() throws Exception {
        proxy("https", "secure.example.com").setPassword(encryption.encrypted("pass"));

        Fault fault = refused(encryption.lockedOut());

        assertThat(fault.tag()).isEqualTo("settings.xml: <proxies><proxy secure.example.com><password>");
    }

    @Test
    void refusesAProxyWithoutAHost() {
        proxy("https", "");

        assertThat(refused(encryption.decryption()).problem()).contains("needs a host");
    }

    @Test
    void findsNoneWhereNoneIsActive() {
        proxy("https", "secure.example.com").setActive(false);
        proxy("socks", "socks.example.com");

        assertThat(found()).isEmpty();
    }

    @Test
    void prefersTheProxyForHttps() {
        proxy("http", "plain.example.com");
        proxy("https", "secure.example.com");

        assertThat(found().map(ProxySettings::host)).contains("secure.example.com");
    }

    @Test
    void takesTheProxyForHttpWhereThereIsNoOther() {
        proxy("http", "plain.example.com");

        assertThat(found().map(ProxySettings::host)).contains("plain.example.com");
    }

    @Test
    void handsOverPortLoginAndHostsToReachDirectly() throws Exception {
        Proxy proxy = proxy("http", "plain.example.com");
        proxy.setPort(3128);
        proxy.setUsername("me");
        proxy.setPassword(encryption.encrypted("pass-of-the-test"));
        proxy.setNonProxyHosts("*.example.com|localhost");

        ProxySettings found = found().orElseThrow();

        assertThat(found.port()).isEqualTo(3128);
        assertThat(found.login().map(ProxyLogin::user)).contains("me");
        assertThat(found.directHosts()).containsExactly("*.example.com", "localhost");
        assertThat(found.toString()).doesNotContain("pass-of-the-test");
    }

    private Proxy proxy(String protocol, String host) {
        Proxy proxy = new Proxy();
        proxy.setId(host);
        proxy.setActive(true);
        proxy.setProtocol(protocol);
        proxy.setHost(host);
        settings.addProxy(proxy);
        return proxy;
    }

    private Optional<ProxySettings> found() {
        Proxies.Reading reading = new Proxies(settings, encryption.decryption()).read();
        assertThat(reading).isInstanceOf(Proxies.Reading.Found.class);
        return ((Proxies.Reading.Found) reading).proxy();
    }

    private Fault refused(Decryption decryption) {
        Proxies.Reading reading = new Proxies(settings, decryption).read();
        assertThat(reading).isInstanceOf(Proxies.Reading.Refused.class);
        return ((Proxies.Reading.Refused) reading).fault();
    }
}
