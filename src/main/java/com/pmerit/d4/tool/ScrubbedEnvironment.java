package com.pmerit.d4.tool;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What children may know of the build's environment: all of it, less
 *
 * <ul>
 *   <li>everything of Cloudflare's ({@code CLOUDFLARE_*}, {@code CF_API_*}, wrangler's authentication),
 *   <li>the secrets that the project declares, by name,
 *   <li>every name that looks like it holds a secret, such as one that ends in {@code TOKEN} or {@code PASSWORD},
 *   <li>every variable, whatever its name, in whose value a known secret occurs, such as {@code MAVEN_CMD_LINE_ARGS},
 *   <li>what a git hook sets, which would point every git at another repository.
 * </ul>
 *
 * <p>{@code npm ci} fetches from registries that may want credentials, so a command that says so keeps {@code NPM_TOKEN},
 * {@code NODE_AUTH_TOKEN} and npm's own {@code npm_config_*}, unless the project declares one of them as its secret.
 * No other child sees them: a test run needs no registry.
 *
 * <p>A child whose result must be the same on every machine is isolated: it sees only what any program needs to run, such as
 * {@code PATH}, and what its command adds.
 */
public final class ScrubbedEnvironment {
    private static final Pattern CLOUDFLARE = Pattern.compile("CLOUDFLARE_.*|CF_API_.*|WRANGLER_.*AUTH.*");
    private static final Pattern SECRET = Pattern.compile(
            ".*(TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|KEY|CREDENTIAL|AUTH|_PAT)S?(_BASE64|_B64|_JSON|_PEM)?");
    private static final Pattern REGISTRY = Pattern.compile("NPM_TOKEN|NODE_AUTH_TOKEN|NPM_CONFIG_.*");
    private static final Pattern GIT_HOOK = Pattern.compile(
            "GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|NAMESPACE|PREFIX|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES)");
    // Where programs, homes and temporary files are, on Windows too, and how the way out leads.
    private static final Pattern NEEDED = Pattern.compile(
            "PATH|PATHEXT|HOME|USERPROFILE|(LOCAL)?APPDATA|TMPDIR|TMP|TEMP|SHELL"
                    + "|COMSPEC|SYSTEMROOT|WINDIR|SYSTEMDRIVE|LANG|LC_.*|TZ|(HTTPS?|NO|ALL)_PROXY|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE");
    private static final int SHORTEST_TO_SEARCH_FOR = 6;
    // Six characters for one in JSON, and some more when that stands in JSON again.
    private static final int WIDEST_SPELLING = 8;

    private final Map<String, String> parent;
    private final Set<String> declared;
    private final Set<String> values;
    private final UnaryOperator<String> mask;
    private final UnaryOperator<String> longMask;

    /**
     * Learns what is secret.
     *
     * @param parent the environment of the build, usually {@code System.getenv()}
     * @param secretNames the secrets that the project declares
     * @param secretValues secrets that are known by value, such as an API token from settings.xml
     * @param masking makes what masks these values in a text, however they are spelled there
     */
    public ScrubbedEnvironment(
            Map<String, String> parent,
            Set<String> secretNames,
            Set<String> secretValues,
            Function<Set<String>, UnaryOperator<String>> masking) {
        this.parent = Map.copyOf(parent);
        this.declared = upper(secretNames);
        this.values = secretsIn(parent, secretNames);
        this.values.addAll(secretValues);
        this.values.removeIf(String::isBlank);
        this.mask = masking.apply(values);
        this.longMask = masking.apply(
                values.stream().filter(ScrubbedEnvironment::isLong).collect(Collectors.toSet()));
    }

    /**
     * The secrets that an environment holds by the names of its variables: those that the project declares, and Cloudflare's own.
     *
     * @param parent the environment of the build
     * @param secretNames the secrets that the project declares
     */
    public static Set<String> secretsIn(Map<String, String> parent, Set<String> secretNames) {
        Set<String> declared = upper(secretNames);
        return parent.entrySet().stream()
                .filter(variable -> isProjectSecret(upper(variable.getKey()), declared))
                .map(Map.Entry::getValue)
                .filter(value -> !value.isBlank())
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** The variables for a child, sorted by name. */
    Map<String, String> forChild(Command command) {
        Map<String, String> kept = forChild(command.packageRegistry());
        if (command.isolated()) {
            kept.keySet().removeIf(name -> !NEEDED.matcher(upper(name)).matches());
        }
        return kept;
    }

    /** The variables for a child, sorted by name; with the package registry's credentials only when it needs them. */
    Map<String, String> forChild(boolean packageRegistry) {
        Map<String, String> kept = new TreeMap<>(parent);
        kept.entrySet()
                .removeIf(variable ->
                        isHidden(upper(variable.getKey()), packageRegistry) || holdsSecret(variable.getValue()));
        return new LinkedHashMap<>(kept);
    }

    /**
     * Stops a command that carries a known secret where other users of the machine can read it.
     *
     * @throws IllegalArgumentException when an argument or a variable of the command holds a known secret; says which
     *     one, not what it holds
     */
    void refuseSecretsIn(Command command) {
        List<String> arguments = command.arguments();
        for (int position = 0; position < arguments.size(); position++) {
            if (holdsSecret(arguments.get(position))) {
                throw new IllegalArgumentException(
                        "argument " + position + " of the command holds a secret; secrets go through standard input");
            }
        }
        command.environment().forEach((name, value) -> {
            if (holdsSecret(value)) {
                throw new IllegalArgumentException(
                        "the variable " + name + " for the child holds a secret; secrets go through standard input");
            }
        });
    }

    /** The output with every known secret blotted out, however it is spelled. */
    Output redact(Output output) {
        return new Output(
                mask.apply(output.truncated() ? afterTheTear(output.text()) : output.text()), output.truncated());
    }

    // What is left of a longer output may begin in the middle of a secret, and no mask finds the second half of one.
    private String afterTheTear(String text) {
        int longest = values.stream().mapToInt(String::length).max().orElse(0);
        int most = Math.min(text.length(), WIDEST_SPELLING * longest);
        int line = text.indexOf('\n') + 1;
        return text.substring(line > 0 && line < most ? line : most);
    }

    private boolean holdsSecret(String text) {
        return values.contains(text) || !longMask.apply(text).equals(text);
    }

    private static boolean isLong(String value) {
        return value.length() >= SHORTEST_TO_SEARCH_FOR;
    }

    private boolean isHidden(String name, boolean packageRegistry) {
        if (declared.contains(name)
                || CLOUDFLARE.matcher(name).matches()
                || GIT_HOOK.matcher(name).matches()) {
            return true;
        }
        return SECRET.matcher(name).matches()
                && !(packageRegistry && REGISTRY.matcher(name).matches());
    }

    private static boolean isProjectSecret(String name, Set<String> declared) {
        return declared.contains(name)
                || (CLOUDFLARE.matcher(name).matches() && SECRET.matcher(name).matches());
    }

    private static Set<String> upper(Set<String> names) {
        return names.stream().map(ScrubbedEnvironment::upper).collect(Collectors.toUnmodifiableSet());
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    /** How many variables there are; never one of them. */
    @Override
    public String toString() {
        return parent.size() + " variables, " + values.size() + " known secrets";
    }
}
