package com.pmerit.d4.mojo;

import com.pmerit.d4.worker.SecretText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;

/**
 * Reads the values of secrets from where nobody else sees them: the environment of the build, a file descriptor, or servers of
 * settings.xml. Never from a property, which every process of the machine can read and {@code mvn -X} prints.
 */
final class SecretSources {
    private static final int MOST_BYTES = 1024 * 1024;
    private static final int MOST_SECRETS = 100;

    private final Map<String, String> variables;
    private final Path descriptors;
    private final Settings settings;
    private final Decryption decryption;

    /**
     * Takes the places.
     *
     * @param descriptors where the process has its open files by number: {@code /dev/fd}
     */
    SecretSources(Map<String, String> variables, Path descriptors, Settings settings, Decryption decryption) {
        this.variables = variables;
        this.descriptors = descriptors;
        this.settings = settings;
        this.decryption = decryption;
    }

    /**
     * What is asked for.
     *
     * @param names the secrets; may be empty where the source names them
     * @param environment whether the variables of these names are meant
     * @param descriptor the number of the file descriptor that is meant
     * @param servers the ids of the servers that are meant
     * @param exact whether line ends, quotes and blanks at the ends are part of the values
     */
    record Wish(
            List<String> names,
            boolean environment,
            Optional<Integer> descriptor,
            List<String> servers,
            boolean exact) {
        /** What is typed for it, after the goal. */
        String typed() {
            StringBuilder typed = new StringBuilder();
            if (!names.isEmpty()) {
                typed.append(" -Dd4.secrets=").append(String.join(",", names));
            }
            if (environment) {
                typed.append(" -Dd4.fromEnvironment");
            }
            descriptor.ifPresent(number -> typed.append(" -Dd4.fromDescriptor=").append(number));
            if (!servers.isEmpty()) {
                typed.append(" -Dd4.fromServer=").append(String.join(",", servers));
            }
            return exact ? typed.append(" -Dd4.exact").toString() : typed.toString();
        }
    }

    /**
     * Reads and checks them.
     *
     * @throws MojoFailureException with all that is wrong; nothing of a value is in it
     */
    GivenSecrets read(Wish wish) throws MojoFailureException {
        requireOneSource(wish);
        List<SecretText> given = given(wish);
        List<SecretText> wanted = wish.names().isEmpty()
                ? given
                : given.stream()
                        .filter(each -> wish.names().contains(each.name()))
                        .toList();
        Set<String> missing = new LinkedHashSet<>(wish.names());
        wanted.forEach(each -> missing.remove(each.name()));
        if (!missing.isEmpty()) {
            throw new MojoFailureException(source(wish) + " has no " + String.join(", ", missing));
        }
        if (wanted.size() > MOST_SECRETS) {
            throw new MojoFailureException(
                    source(wish) + " gives " + wanted.size() + " secrets; set at most " + MOST_SECRETS + " at once");
        }
        refuseSlips(wanted, wish);
        return GivenSecrets.of(wanted, variables);
    }

    private static void requireOneSource(Wish wish) throws MojoFailureException {
        long sources = (wish.environment() ? 1 : 0)
                + wish.descriptor().stream().count()
                + (wish.servers().isEmpty() ? 0 : 1);
        if (sources != 1) {
            throw new MojoFailureException((sources == 0
                            ? "nothing says where the values come from"
                            : "the values come from " + sources + " places")
                    + how());
        }
        if (wish.environment() && wish.names().isEmpty()) {
            throw new MojoFailureException("-Dd4.fromEnvironment needs the names: -Dd4.secrets=NAME,NAME");
        }
    }

    /** The three ways. */
    static String how() {
        String line = System.lineSeparator() + "  ";
        return "." + line + "Give one of:" + line
                + "-Dd4.secrets=NAME,NAME -Dd4.fromEnvironment   the variables of these names in the build's environment"
                + line
                + "-Dd4.fromDescriptor=3 3< <(vault ...)         NAME=value records that end in a NUL, or a JSON object"
                + line
                + "-Dd4.fromServer=ID,ID                         servers of settings.xml: username the name, password"
                + " the value";
    }

    private List<SecretText> given(Wish wish) throws MojoFailureException {
        if (wish.environment()) {
            return wish.names().stream()
                    .filter(variables::containsKey)
                    .map(name -> new SecretText(name, variables.getOrDefault(name, "")))
                    .toList();
        }
        return wish.descriptor().isPresent() ? fromDescriptor(wish.descriptor().get()) : fromServers(wish.servers());
    }

    private List<SecretText> fromDescriptor(int number) throws MojoFailureException {
        String what = "file descriptor " + number;
        if (number == 1 || number == 2) {
            throw new MojoFailureException(what + " is where this build writes; take 0, or one from 3");
        }
        byte[] bytes;
        try (InputStream stream = Files.newInputStream(descriptors.resolve(Integer.toString(number)))) {
            bytes = stream.readNBytes(MOST_BYTES + 1);
        } catch (IOException | SecurityException closed) {
            throw new MojoFailureException(
                    what + " cannot be read." + System.lineSeparator() + "  Open it for this command: mvn d4:put-secret"
                            + " -Dd4.fromDescriptor=" + number + " ... " + number + "< <(vault ...)");
        }
        if (bytes.length > MOST_BYTES) {
            throw new MojoFailureException(
                    what + " gives more than 1 MiB: those are no secrets, or another file has this number");
        }
        try {
            return SecretRecords.of(bytes);
        } catch (SecretRecords.UnfitException unfit) {
            throw new MojoFailureException(what + " " + unfit.why());
        }
    }

    private List<SecretText> fromServers(List<String> ids) throws MojoFailureException {
        Map<String, SecretText> read = new LinkedHashMap<>();
        for (String id : ids) {
            SecretText secret = fromServer(id);
            if (read.put(secret.name(), secret) != null) {
                throw new MojoFailureException(
                        "two of the servers " + String.join(", ", ids) + " have the username " + secret.name());
            }
        }
        return List.copyOf(read.values());
    }

    private SecretText fromServer(String id) throws MojoFailureException {
        Server server = settings.getServer(id);
        if (server == null) {
            throw new MojoFailureException("settings.xml has no <server> with the id " + id);
        }
        String name = Optional.ofNullable(server.getUsername()).orElse("");
        if (!SecretRecords.isName(name)) {
            throw new MojoFailureException(
                    "the username of the server " + id + " of settings.xml is no name of a secret:"
                            + " write the secret's name there, and its value as the password");
        }
        Decryption.Password password = decryption.of(server);
        Optional<String> trouble = password.trouble();
        if (trouble.isPresent()) {
            throw new MojoFailureException(
                    "the password of the server " + id + " of settings.xml cannot be decrypted: " + trouble.get());
        }
        return new SecretText(name, password.value());
    }

    private static void refuseSlips(List<SecretText> wanted, Wish wish) throws MojoFailureException {
        List<String> faults = new ArrayList<>();
        boolean onPurpose = false;
        for (SecretText each : wanted) {
            Optional<String> fault = each.fault(wish.exact());
            fault.ifPresent(why -> faults.add(each.name() + " " + why));
            onPurpose |= fault.isPresent() && each.fault(true).isEmpty();
        }
        if (!faults.isEmpty()) {
            String end = System.lineSeparator() + "  ";
            throw new MojoFailureException(faults.size() + (faults.size() == 1 ? " value of " : " values of ")
                    + source(wish) + " cannot be meant; no secret was set:" + end + String.join(end, faults)
                    + (onPurpose ? end + "Mend the source; if it is meant so, add -Dd4.exact." : ""));
        }
    }

    private static String source(Wish wish) {
        if (wish.environment()) {
            return "the environment of this build";
        }
        return wish.descriptor()
                .map(number -> "file descriptor " + number)
                .orElseGet(() -> "settings.xml (" + String.join(", ", wish.servers()) + ")");
    }
}
