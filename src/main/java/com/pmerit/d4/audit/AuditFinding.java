package com.pmerit.d4.audit;

import java.util.Optional;

/**
 * Something that an audit found. Console, files and exit code are all made of these.
 *
 * @param kind with its code and severity
 * @param environment its name in the POM; empty for what is about all of them
 * @param subject what it is about, such as {@code DB} or {@code table users}; with kind and environment it names the finding
 * @param message one sentence, which holds no value of a secret
 * @param remedy what mends it, such as a command; empty where nothing has to be done
 */
public record AuditFinding(
        FindingKind kind, Optional<String> environment, String subject, String message, Optional<String> remedy) {

    /** One of one environment. */
    static AuditFinding in(String environment, FindingKind kind, String subject, String message) {
        return new AuditFinding(kind, Optional.of(environment), subject, message, Optional.empty());
    }

    /** One of all environments. */
    static AuditFinding everywhere(FindingKind kind, String subject, String message) {
        return new AuditFinding(kind, Optional.empty(), subject, message, Optional.empty());
    }

    /** The same for one who runs d4 against the embedded Cloudflare: a command of Maven says so, too. */
    public AuditFinding inSandbox() {
        return remedy.filter(command -> command.startsWith("mvn "))
                .map(command -> mendedBy(command + " -Dd4.sandbox"))
                .orElse(this);
    }

    /** The same with what mends it. */
    AuditFinding mendedBy(String command) {
        return new AuditFinding(kind, environment, subject, message, Optional.of(command));
    }
}
