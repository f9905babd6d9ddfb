package com.pmerit.d4.audit;

import static com.pmerit.d4.audit.AuditFinding.in;

import com.pmerit.d4.audit.WorkerAudit.Beside;
import com.pmerit.d4.audit.WorkerAudit.Bound;
import com.pmerit.d4.audit.WorkerAudit.LiveTriggers;
import com.pmerit.d4.audit.WorkerAudit.LiveVersion;
import com.pmerit.d4.audit.WorkerAudit.Sameness;
import com.pmerit.d4.audit.WorkerAudit.Trigger;
import java.util.ArrayList;
import java.util.List;

/** What an audit found of one environment's Worker. */
final class WorkerFindings {
    private static final int SHORT_ID = 8;

    private final String environment;
    private final WorkerAudit worker;
    private final List<AuditFinding> all = new ArrayList<>();

    WorkerFindings(String environment, WorkerAudit worker) {
        this.environment = environment;
        this.worker = worker;
    }

    List<AuditFinding> all() {
        worker.disagreements()
                .forEach(each -> add(
                        FindingKind.CONFIG_DISAGREES,
                        each.substring(0, each.indexOf(": ")),
                        each.substring(each.indexOf(": ") + 2),
                        "make both say the same"));
        live();
        worker.bindings().forEach(this::binding);
        worker.unbundled()
                .ifPresent(why -> all.add(in(
                        environment,
                        FindingKind.CODE_NOT_SEARCHED,
                        "bindings",
                        "only D1, R2, KV, variables and assets were compared: " + why)));
        triggers();
        return all;
    }

    private void live() {
        String release = "mvn deploy -P" + environment;
        if (worker.live() instanceof LiveVersion.Unreadable unreadable) {
            add(
                    FindingKind.WORKER_UNREADABLE,
                    worker.name(),
                    "it cannot be read: " + unreadable.why(),
                    "run the same command again");
        } else if (worker.live() instanceof LiveVersion.Split split) {
            add(
                    FindingKind.TRAFFIC_SPLIT,
                    worker.name(),
                    "its traffic is split: " + String.join(", ", split.shares()),
                    "finish or undo that deployment: npx wrangler versions deploy --name " + worker.name());
        } else if (worker.live() instanceof LiveVersion.None) {
            add(FindingKind.WORKER_NOT_LIVE, worker.name(), "nothing is live", release);
        } else if (worker.live() instanceof LiveVersion.One one) {
            version(one, release);
        }
    }

    private void version(LiveVersion.One one, String release) {
        if (one.digest().isEmpty()) {
            add(
                    FindingKind.VERSION_NOT_BY_D4,
                    worker.name(),
                    "its version was uploaded by " + one.by() + ", not by d4",
                    release);
        }
        one.staged()
                .forEach(id -> add(
                        FindingKind.VERSION_STAGED,
                        id.substring(0, Math.min(SHORT_ID, id.length())),
                        "staged at 0 % beside the live version",
                        release));
        one.beside()
                .filter(beside -> beside.sameness() == Sameness.OTHER)
                .map(Beside::environment)
                .ifPresent(before -> all.add(in(
                        environment,
                        FindingKind.CODE_DIFFERS,
                        worker.name(),
                        "it does not run the code that " + before + " runs")));
    }

    private void binding(Bound binding) {
        String name = binding.name();
        String release = "mvn deploy -P" + environment;
        switch (binding.state()) {
            case REDIRECTED ->
                add(
                        FindingKind.BINDING_REDIRECTED,
                        name,
                        "stated is " + shown(binding) + ", live is "
                                + binding.live().orElse("something else"),
                        release);
            case REPLACES_SECRET ->
                add(FindingKind.SECRET_SHADOWED, name, Findings.SHADOWED, "take it out of the vars");
            case ONLY_LIVE ->
                add(
                        FindingKind.BINDING_ONLY_LIVE,
                        name,
                        "live is " + shown(binding) + ", and nothing states it",
                        "state it in the wrangler config, or let the next release drop it");
            case NOT_LIVE ->
                add(FindingKind.BINDING_NOT_LIVE, name, "stated is " + shown(binding) + ", live is nothing", release);
            case OTHER_VALUE -> add(FindingKind.VAR_DIFFERS, name, "the live version has another value", release);
            case AS_LIVE, NOT_COMPARED -> {}
        }
        binding.secretLook()
                .ifPresent(why -> add(
                        FindingKind.VAR_LOOKS_SECRET,
                        name,
                        "looks like a secret, for " + why,
                        "make a secret of it: take it out of the vars and name it in <worker><secrets>"));
    }

    /** What has no target, such as the id of its own version, is told by its type. */
    private static String shown(Bound binding) {
        return binding.target().equals("-") ? binding.type() : binding.type() + " " + binding.target();
    }

    private void triggers() {
        if (worker.triggers() instanceof LiveTriggers.Unreadable unreadable) {
            add(
                    FindingKind.TRIGGERS_UNREADABLE,
                    worker.name(),
                    "what calls it cannot be read: " + unreadable.why(),
                    "run the same command again");
        } else if (worker.triggers() instanceof LiveTriggers.Read read) {
            read.triggers().forEach(this::trigger);
        }
    }

    private void trigger(Trigger trigger) {
        if (trigger.differs()) {
            add(
                    FindingKind.TRIGGER_DIFFERS,
                    trigger.name(),
                    "stated is " + trigger.stated().orElseThrow() + ", live is "
                            + trigger.live().orElseThrow(),
                    "mvn deploy -P" + environment);
        } else if (trigger.stated().isEmpty()) {
            add(
                    FindingKind.TRIGGER_NOT_STATED,
                    trigger.name(),
                    "live is " + trigger.live().orElseThrow() + ", and the wrangler config has no word on it",
                    "state it in the wrangler config");
        } else if (trigger.live().isEmpty()) {
            all.add(in(
                    environment,
                    FindingKind.TRIGGER_NOT_COMPARED,
                    trigger.name(),
                    "the wrangler config has " + trigger.stated().get() + ", which d4 does not read"));
        }
    }

    private void add(FindingKind kind, String subject, String message, String remedy) {
        all.add(in(environment, kind, subject, message).mendedBy(remedy));
    }
}
