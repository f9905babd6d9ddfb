package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.cloudflare.AccountId;
import com.pmerit.d4.contract.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginsTest {
    private static final String TOKEN = "a-token-of-the-test";
    private static final String ACCOUNT = "0123456789abcdef0123456789abcdef";
    private static final String OTHER_ACCOUNT = "fedcba9876543210fedcba9876543210";

    @TempDir
    Path directory;

    private EncryptedSettings encryption;
    private final Settings settings = new Settings();

    @BeforeEach
    void encrypt() throws Exception {
        encryption = new EncryptedSettings(directory);
    }

    @Test
    void refusesABuildWithoutCredentialsAndSaysBothWaysToGiveThem() {
        Fault fault = refused(Map.of());

        assertThat(fault.problem()).isEqualTo("no API token is given");
        assertThat(fault.remedy())
                .contains(
                        "CLOUDFLARE_API_TOKEN",
                        "CLOUDFLARE_ACCOUNT_ID",
                        "<server> with the id cloudflare",
                        "-Dd4.sandbox");
    }

    @Test
    void asksForNoBrowserLogin() throws Exception {
        Path home = Files.createDirectories(directory.resolve("home"));
        Path kept = Files.createDirectories(home.resolve(".config/.wrangler/config"))
                .resolve("default.toml");
        Files.writeString(kept, "oauth_token = \"of-a-browser-login\"");

        Fault fault = refused(Map.of("CI", "true", "HOME", home.toString(), "XDG_CONFIG_HOME", home + "/.config"));

        assertThat(fault.problem()).isEqualTo("no API token is given");
        assertThat(fault.remedy()).doesNotContain("wrangler login").doesNotContain("browser");
    }

    @Test
    void saysThatAVariableIsSetButEmpty() {
        assertThat(refused(Map.of("CLOUDFLARE_API_TOKEN", " ")).problem())
                .isEqualTo("no API token is given; CLOUDFLARE_API_TOKEN is set but empty");
    }

    @Test
    void refusesAServerWithoutAPassword() {
        server(ACCOUNT, "");

        assertThat(refused(Map.of()).problem()).isEqualTo("the server cloudflare of settings.xml has no password");
    }

    @Test
    void refusesAPasswordThatCannotBeDecrypted() throws Exception {
        server(ACCOUNT, encryption.encrypted(TOKEN));

        Fault fault = refused(Map.of(), encryption.lockedOut());

        assertThat(fault.tag()).isEqualTo("settings.xml: <servers><server cloudflare><password>");
        assertThat(fault.problem()).startsWith("cannot be decrypted: ");
    }

    @Test
    void refusesATokenWithALineEndInItAndKeepsItToItself() {
        Fault fault = refused(Map.of("CLOUDFLARE_API_TOKEN", "a-token\nof-the-test"));

        assertThat(fault.message())
                .contains("environment variable CLOUDFLARE_API_TOKEN")
                .doesNotContain("of-the-test");
    }

    @Test
    void refusesAnAccountIdThatIsNone() {
        server("me@example.com", TOKEN);

        Fault fault = refused(Map.of());

        assertThat(fault.problem()).contains("me@example.com");
        assertThat(fault.remedy())
                .isEqualTo("Looked at: server cloudflare of settings.xml, and server cloudflare of settings.xml.");
    }

    @Test
    void takesBothFromTheEnvironmentBeforeSettings() {
        server(OTHER_ACCOUNT, "another-token");

        Login login = found(Map.of("CLOUDFLARE_API_TOKEN", TOKEN, "CLOUDFLARE_ACCOUNT_ID", ACCOUNT));

        assertThat(login.secretValues()).containsExactly(TOKEN);
        assertThat(login.account()).contains(new AccountId(ACCOUNT));
        assertThat(login.credential().source()).isEqualTo("environment variable CLOUDFLARE_API_TOKEN");
        assertThat(login.accountSource()).isEqualTo("environment variable CLOUDFLARE_ACCOUNT_ID");
    }

    @Test
    void takesBothFromAServerInClear() {
        server(ACCOUNT, TOKEN);

        Login login = found(Map.of());

        assertThat(login.secretValues()).containsExactly(TOKEN);
        assertThat(login.account()).contains(new AccountId(ACCOUNT));
        assertThat(login.credential().source()).isEqualTo("server cloudflare of settings.xml");
    }

    @Test
    void takesTheTokenFromAnEncryptedServer() throws Exception {
        server(ACCOUNT, encryption.encrypted(TOKEN));

        assertThat(found(Map.of()).secretValues()).containsExactly(TOKEN);
    }

    @Test
    void doesWithoutAnAccountId() {
        assertThat(found(Map.of("CLOUDFLARE_API_TOKEN", TOKEN)).account()).isEmpty();
    }

    @Test
    void neverShowsTheToken() {
        server(ACCOUNT, TOKEN);

        assertThat(read(Map.of(), encryption.decryption()).toString())
                .contains("server cloudflare of settings.xml")
                .doesNotContain(TOKEN);
    }

    private void server(String username, String password) {
        Server server = new Server();
        server.setId("cloudflare");
        server.setUsername(username);
        server.setPassword(password);
        settings.addServer(server);
    }

    private LoginReading read(Map<String, String> variables, Decryption decryption) {
        return new Logins(variables, settings, decryption).read("cloudflare");
    }

    private Login found(Map<String, String> variables) {
        LoginReading reading = read(variables, encryption.decryption());
        assertThat(reading).isInstanceOf(LoginReading.Found.class);
        return ((LoginReading.Found) reading).login();
    }

    private Fault refused(Map<String, String> variables) {
        return refused(variables, encryption.decryption());
    }

    private Fault refused(Map<String, String> variables, Decryption decryption) {
        LoginReading reading = read(variables, decryption);
        assertThat(reading).isInstanceOf(LoginReading.Refused.class);
        return ((LoginReading.Refused) reading).fault();
    }
}
