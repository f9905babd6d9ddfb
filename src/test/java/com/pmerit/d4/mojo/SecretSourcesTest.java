package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.worker.NewSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretSourcesTest {
    private static final String VALUE = "hunter2-hunter2";

    @TempDir
    private Path directory;

    private EncryptedSettings encryption;
    private final Settings settings = new Settings();
    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void encrypt() throws Exception {
        encryption = new EncryptedSettings(directory);
    }

    @Test
    void refusesTwoSourcesAndNone() {
        refused(new SecretSources.Wish(List.of("A"), false, Optional.empty(), List.of(), false))
                .hasMessageContainingAll(
                        "nothing says where the values come from",
                        "-Dd4.secrets=NAME,NAME -Dd4.fromEnvironment",
                        "-Dd4.fromDescriptor=3 3< <(vault ...)",
                        "-Dd4.fromServer=ID,ID");
        refused(new SecretSources.Wish(List.of("A"), true, Optional.of(3), List.of(), false))
                .hasMessageStartingWith("the values come from 2 places");
    }

    @Test
    void refusesTheEnvironmentWithoutNames() {
        refused(environment()).hasMessage("-Dd4.fromEnvironment needs the names: -Dd4.secrets=NAME,NAME");
    }

    @Test
    void namesEveryVariableThatIsMissing() {
        variables.put("A", VALUE);

        refused(environment("A", "B", "C")).hasMessage("the environment of this build has no B, C");
    }

    @Test
    void tellsEveryFaultOfTheValuesAndNoValue() {
        variables.putAll(Map.of("A", "", "B", VALUE + "\n", "C", "'" + VALUE + "'", "D", VALUE));

        refused(environment("A", "B", "C", "D"))
                .hasMessageContainingAll(
                        "3 values of the environment of this build cannot be meant; no secret was set:",
                        "A is empty",
                        "B ends in a line end",
                        "C stands in quotes",
                        "add -Dd4.exact")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void doesNotOfferExactWhereItWouldNotHelp() {
        variables.put("A", "");

        refused(environment("A")).hasMessageNotContaining("d4.exact");
    }

    @Test
    void refusesADescriptorThatIsNotOpen() {
        refused(descriptor(7, false)).hasMessageContainingAll("file descriptor 7 cannot be read", "7< <(vault ...)");
        refused(descriptor(1, false)).hasMessageContaining("is where this build writes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2-hunter2",
                "A=1\nB=hunter2-hunter2",
                "1A=hunter2-hunter2\0",
                "A=1\0A=hunter2-hunter2\0",
                "{\"A\":\"hunter2-hunter2\"",
                "{\"A\":hunter2-hunter2}",
                "{\"A\":[\"hunter2-hunter2\"]}",
                "{\"A\":\"1\",\"A\":\"hunter2-hunter2\"}",
                "{\"A B\":\"hunter2-hunter2\"}",
                "{\"A\":\"1\"} {\"B\":\"hunter2-hunter2\"}",
                "  \n "
            })
    void refusesWhatIsNeitherRecordsNorJsonAndShowsNothingOfIt(String given) throws IOException {
        Files.writeString(directory.resolve("3"), given);

        refused(descriptor(3, false))
                .hasMessageStartingWith("file descriptor 3 gave ")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void refusesBytesThatAreNotUtf8() throws IOException {
        Files.write(directory.resolve("3"), new byte[] {'A', '=', (byte) 0xff, 0});

        refused(descriptor(3, true)).hasMessageContaining("bytes that are not UTF-8");
    }

    @Test
    void refusesWhatIsTooMuchForSecrets() throws IOException {
        Files.writeString(directory.resolve("3"), "A=" + "x".repeat(1024 * 1024));
        refused(descriptor(3, false)).hasMessageContaining("more than 1 MiB");

        Files.writeString(
                directory.resolve("3"),
                IntStream.range(0, 101)
                        .mapToObj(number -> "N" + number + "=v\0")
                        .collect(Collectors.joining()));
        refused(descriptor(3, false)).hasMessageContaining("gives 101 secrets; set at most 100 at once");
    }

    @Test
    void refusesAServerThatIsNoSecret() throws Exception {
        refused(servers("none")).hasMessage("settings.xml has no <server> with the id none");

        server("odd", "not a name", VALUE);
        refused(servers("odd"))
                .hasMessageContainingAll("username of the server odd", "write the secret's name there")
                .hasMessageNotContaining("not a name");

        server("one", "A", VALUE);
        server("two", "A", VALUE);
        refused(servers("one", "two")).hasMessage("two of the servers one, two have the username A");

        server("locked", "B", encryption.encrypted(VALUE));
        assertThatThrownBy(() -> sources(encryption.lockedOut()).read(servers("locked")))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("the password of the server locked of settings.xml cannot be decrypted");
    }

    @Test
    void takesTheNamedVariablesOfTheEnvironment() throws Exception {
        variables.putAll(Map.of("A", VALUE, "B", "another", "C", "not asked for"));

        assertThat(read(environment("A", "B")).names()).containsExactly("A", "B");
    }

    @Test
    void takesRecordsAndJsonOfADescriptor() throws Exception {
        Files.writeString(directory.resolve("3"), "A=a=b\nc\0B=\"quoted\"d\0");
        assertThat(read(descriptor(3, false)).names()).containsExactly("A", "B");

        Files.writeString(directory.resolve("3"), "{\"B\":\"one\\ntwo\",\"A\":\"{}\"}\n");
        assertThat(read(descriptor(3, false)).names()).containsExactly("A", "B");

        Files.writeString(directory.resolve("3"), "A=only");
        assertThat(read(descriptor(3, false)).names()).containsExactly("A");
    }

    @Test
    void takesOnlyTheNamedOnesOfADescriptor() throws Exception {
        Files.writeString(directory.resolve("3"), "A=a\0B=b\0");

        assertThat(read(new SecretSources.Wish(List.of("B"), false, Optional.of(3), List.of(), false))
                        .names())
                .containsExactly("B");
        refused(new SecretSources.Wish(List.of("C"), false, Optional.of(3), List.of(), false))
                .hasMessage("file descriptor 3 has no C");
    }

    @Test
    void takesServersInClearAndEncrypted() throws Exception {
        server("one", "A", VALUE);
        server("two", "B", encryption.encrypted(VALUE));

        NewSecrets read = read(servers("one", "two"));

        assertThat(read.names()).containsExactly("A", "B");
        assertThat(read.toString()).doesNotContain("hunter2");
    }

    @Test
    void writesDownWhatIsTypedWithoutAValue() {
        assertThat(new SecretSources.Wish(List.of("A", "B"), true, Optional.empty(), List.of(), true).typed())
                .isEqualTo(" -Dd4.secrets=A,B -Dd4.fromEnvironment -Dd4.exact");
        assertThat(descriptor(3, false).typed()).isEqualTo(" -Dd4.fromDescriptor=3");
        assertThat(servers("a", "b").typed()).isEqualTo(" -Dd4.fromServer=a,b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"d4.secret", "d4.value", "d4.secret.value", "d4.secretValue", "d4.secrets.A", "A"})
    void refusesAValueThatIsGivenByAProperty(String name) {
        Properties properties = new Properties();
        properties.setProperty(name, VALUE);

        assertThat(GivenValues.find(List.of("A"), properties, new Properties()).orElseThrow())
                .startsWith("-D" + name + " (not shown) is no place for a secret's value")
                .contains("-Dd4.fromEnvironment", "-Dd4.fromDescriptor", "-Dd4.fromServer")
                .doesNotContain("hunter2");
        assertThat(GivenValues.find(List.of("A"), new Properties(), properties).orElseThrow())
                .startsWith("<properties><" + name + ">");
    }

    @Test
    void refusesAValueAmongTheNamesWithoutShowingIt() {
        assertThat(GivenValues.find(List.of("A=hunter2"), new Properties(), new Properties()))
                .hasValueSatisfying(words -> assertThat(words)
                        .startsWith("-Dd4.secrets holds something")
                        .doesNotContain("hunter2"));
    }

    @Test
    void leavesOtherPropertiesAlone() {
        Properties properties = new Properties();
        List.of("d4.secrets", "d4.secrets.skip", "d4.put-secret.skip", "d4.fromServer", "B")
                .forEach(name -> properties.setProperty(name, "A"));

        assertThat(GivenValues.find(List.of("A"), properties, properties)).isEmpty();
    }

    private static SecretSources.Wish environment(String... names) {
        return new SecretSources.Wish(List.of(names), true, Optional.empty(), List.of(), false);
    }

    private static SecretSources.Wish descriptor(int number, boolean exact) {
        return new SecretSources.Wish(List.of(), false, Optional.of(number), List.of(), exact);
    }

    private static SecretSources.Wish servers(String... ids) {
        return new SecretSources.Wish(List.of(), false, Optional.empty(), Arrays.asList(ids), false);
    }

    private void server(String id, String username, String password) {
        Server server = new Server();
        server.setId(id);
        server.setUsername(username);
        server.setPassword(password);
        settings.addServer(server);
    }

    private SecretSources sources(Decryption decryption) {
        return new SecretSources(variables, directory, settings, decryption);
    }

    private NewSecrets read(SecretSources.Wish wish) throws MojoFailureException {
        return sources(encryption.decryption()).read(wish).secrets();
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(SecretSources.Wish wish) {
        return assertThatThrownBy(() -> read(wish)).isInstanceOf(MojoFailureException.class);
    }
}
