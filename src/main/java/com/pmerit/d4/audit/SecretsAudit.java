package com.pmerit.d4.audit;

import com.pmerit.d4.audit.CodeReading.Use;
import com.pmerit.d4.audit.MigrationsAudit.Trouble;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets of a Worker by name: what the POM names, what its environments have, what its code reads. Values are in none of it.
 *
 * @param environments in release order
 * @param code what the code was found to read
 * @param secrets those of the POM in its order, then others
 */
public record SecretsAudit(List<EnvironmentSecrets> environments, CodeReading code, List<Secret> secrets) {
    /** Copies the lists. */
    public SecretsAudit {
        environments = List.copyOf(environments);
        secrets = List.copyOf(secrets);
    }

    /** What is bound to a name in one environment. */
    public enum Presence {
        /** A secret. */
        SECRET,
        /** A variable, in plain text. */
        VAR,
        /** A binding of another kind, such as a database. */
        OTHER,
        /** Nothing. */
        ABSENT,
        /** It could not be read. */
        UNKNOWN
    }

    /** What a person should look at. */
    public enum Kind {
        /** The POM names it, and an environment does not have it. */
        MISSING("missing"),
        /** The POM names it, and an environment has it as a variable in plain text. */
        PLAIN_TEXT("plain text"),
        /** An environment has it as a secret, and the next release would put a variable of that name in its place. */
        SHADOWED("shadowed"),
        /** An environment has it as a secret, and the POM does not name it. */
        NOT_IN_POM("not in POM"),
        /** The code reads it, and nothing is bound to the name. */
        NOT_BOUND("not bound"),
        /** It was not found in the code. */
        NOT_FOUND("not found");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** In at most twelve characters. */
        public String words() {
            return words;
        }
    }

    /**
     * One environment.
     *
     * @param name in the POM
     * @param worker the script
     * @param live whether a version of it takes all traffic
     * @param bound what the live version has bound, by name
     * @param trouble why it could not be read; nothing is bound then
     */
    public record EnvironmentSecrets(
            String name, String worker, boolean live, Map<String, Presence> bound, Optional<Trouble> trouble) {
        /** Copies the map. */
        public EnvironmentSecrets {
            bound = Map.copyOf(bound);
        }

        /** What is bound to a name. */
        public Presence of(String secret) {
            return trouble.isPresent() ? Presence.UNKNOWN : bound.getOrDefault(secret, Presence.ABSENT);
        }
    }

    /**
     * Something to look at.
     *
     * @param kind what
     * @param environments where; none when it is about all of them
     */
    public record Finding(Kind kind, List<String> environments) {
        /** Copies the list. */
        public Finding {
            environments = List.copyOf(environments);
        }
    }

    /**
     * One name.
     *
     * @param name of the secret
     * @param declared whether the POM names it
     * @param use how the code uses it
     * @param presence what is bound to it, by environment
     * @param findings what to look at; nothing when it is well
     */
    public record Secret(
            String name, boolean declared, Use use, Map<String, Presence> presence, List<Finding> findings) {
        /** Copies the collections, the environments in their order. */
        public Secret {
            presence = Collections.unmodifiableMap(new LinkedHashMap<>(presence));
            findings = List.copyOf(findings);
        }
    }

    /** The environments that could not be read. */
    public List<EnvironmentSecrets> unreadable() {
        return environments.stream().filter(each -> each.trouble().isPresent()).toList();
    }

    /** The names of which this is to be said. */
    public List<Secret> having(Kind kind) {
        return secrets.stream()
                .filter(secret -> secret.findings().stream().anyMatch(finding -> finding.kind() == kind))
                .toList();
    }
}
