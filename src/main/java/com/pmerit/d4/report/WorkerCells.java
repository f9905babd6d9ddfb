package com.pmerit.d4.report;

import com.pmerit.d4.audit.SecretsAudit;
import com.pmerit.d4.audit.SecretsAudit.Presence;
import com.pmerit.d4.audit.WorkerAudit;
import com.pmerit.d4.audit.WorkerAudit.Beside;
import com.pmerit.d4.audit.WorkerAudit.Bound;
import com.pmerit.d4.audit.WorkerAudit.LiveTriggers;
import com.pmerit.d4.audit.WorkerAudit.LiveVersion;
import com.pmerit.d4.audit.WorkerAudit.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an audit's table says of a Worker, cell by cell. */
final class WorkerCells {
    private static final int SHORT_ID = 8;
    private static final int SHORT_COMMIT = 7;
    private static final int SHORT_DIGEST = 12;

    private WorkerCells() {}

    /** The version, and which release it is: such as {@code 7f3b8c52 1.4.0 4be1c07}. */
    static String live(WorkerAudit worker) {
        if (worker.live() instanceof LiveVersion.One one) {
            return head(one.id(), SHORT_ID)
                    + one.release().map(release -> " " + release).orElse("")
                    + one.commit()
                            .map(commit -> " " + head(commit, SHORT_COMMIT))
                            .orElse(" by " + one.by());
        }
        if (worker.live() instanceof LiveVersion.Split split) {
            return "split between " + split.shares().size();
        }
        return worker.live() instanceof LiveVersion.None ? "nothing" : "?";
    }

    static String since(WorkerAudit worker, Instant now) {
        if (worker.live() instanceof LiveVersion.One one) {
            return new Age(one.since(), now).toString();
        }
        return worker.live() instanceof LiveVersion.Split split ? new Age(split.since(), now).toString() : "-";
    }

    /** The digest of the code, or how it stands to that of the environment before. */
    static String code(WorkerAudit worker) {
        if (!(worker.live() instanceof LiveVersion.One one)) {
            return "-";
        }
        String own = one.digest().map(digest -> head(digest, SHORT_DIGEST)).orElse("not by d4");
        return one.beside().map(beside -> own + compared(beside)).orElse(own);
    }

    private static String compared(Beside beside) {
        return switch (beside.sameness()) {
            case SAME -> ", as " + beside.environment();
            case OTHER_FILES -> ", other files";
            case OTHER -> ", not " + beside.environment() + "'s";
            case UNKNOWN -> "";
        };
    }

    /** Such as {@code 6 ok, 1 differs from live}; variables among them, secrets not. */
    static String bindings(WorkerAudit worker) {
        long well = worker.bindings().stream().filter(Bound::isWell).count();
        if (!(worker.live() instanceof LiveVersion.One)) {
            return well + " not compared";
        }
        List<String> odd = worker.bindings().stream()
                .filter(binding -> !binding.isWell())
                .map(Bound::words)
                .toList();
        return well + " ok"
                + (odd.isEmpty() ? "" : odd.size() == 1 ? ", 1 " + odd.get(0) : ", " + odd.size() + " are not");
    }

    /** Such as {@code 12 of 12}: those that the POM names, and how many of them the live version has. */
    static String secrets(String environment, WorkerAudit worker, SecretsAudit secrets) {
        if (!(worker.live() instanceof LiveVersion.One)) {
            return "-";
        }
        long named =
                secrets.secrets().stream().filter(SecretsAudit.Secret::declared).count();
        long set = secrets.secrets().stream()
                .filter(secret -> secret.declared() && isSet(secret.presence(), environment))
                .count();
        long more = secrets.secrets().stream()
                .filter(secret -> !secret.declared() && isSet(secret.presence(), environment))
                .count();
        return set + " of " + named + (more == 0 ? "" : ", " + more + " not in POM");
    }

    private static boolean isSet(Map<String, Presence> presence, String environment) {
        return presence.get(environment) == Presence.SECRET;
    }

    /** Such as {@code 3 as stated, 1 differs}. */
    static String triggers(WorkerAudit worker) {
        if (!(worker.triggers() instanceof LiveTriggers.Read read)) {
            return "?";
        }
        long differing = read.triggers().stream().filter(Trigger::differs).count();
        long other = read.triggers().stream()
                .filter(trigger -> trigger.live().isEmpty() || trigger.stated().isEmpty())
                .count();
        long well = read.triggers().size() - differing - other;
        return read.triggers().isEmpty()
                ? "-"
                : well + " as stated"
                        + (differing == 0 ? "" : ", " + differing + (differing == 1 ? " differs" : " differ"))
                        + (other == 0 ? "" : ", " + other + " not stated");
    }

    /** What a name is bound to, with what is wrong with it. */
    static String bound(WorkerAudit worker, String name) {
        Optional<Bound> found = worker.bindings().stream()
                .filter(binding -> binding.name().equals(name))
                .findFirst();
        return found.map(binding -> (binding.isWell() ? "" : binding.words() + ": ") + binding.target())
                .orElse("-");
    }

    private static String head(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }
}
