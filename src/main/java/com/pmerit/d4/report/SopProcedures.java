package com.pmerit.d4.report;

import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.PutSecretCommand;
import com.pmerit.d4.release.RollbackChoice;
import com.pmerit.d4.sop.EnvironmentState;
import com.pmerit.d4.sop.LastChecklist;
import com.pmerit.d4.sop.LastChecklist.GateVerdict;
import com.pmerit.d4.sop.ProjectState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The procedures as commands, the checklist with the verdicts that it had last, and the way back. */
final class SopProcedures {
    private static final String NEVER = "never run here";

    private final MarkdownPage page;
    private final ProjectState state;
    private final List<SopReport.Promise> promises;

    SopProcedures(MarkdownPage page, SopReport report) {
        this.page = page;
        this.state = report.state();
        this.promises = report.promises();
    }

    void procedures() {
        page.heading(2, "Deployment Procedures");
        release();
        migrations();
        secrets();
        checklist();
        rollback();
    }

    private void release() {
        page.heading(3, "1. Release");
        page.paragraph("Each environment in this order; a release runs the checklist itself, and "
                + (published()
                        ? "brings migrations, Worker and site."
                        : "brings migrations and Worker. The site is not published by d4."));
        List<String> commands = new ArrayList<>();
        for (EnvironmentState each : state.environments()) {
            commands.add("# " + each.environment().name());
            commands.add("mvn d4:plan" + profile(each));
            commands.add("mvn deploy" + profile(each));
            commands.add("mvn d4:smoke" + profile(each));
        }
        commands.add("# What is live where");
        commands.add("mvn d4:status");
        page.commands(commands);
    }

    private boolean published() {
        return state.contract()
                .site()
                .filter(site -> !site.placements().isEmpty())
                .isPresent();
    }

    private void migrations() {
        if (state.environments().stream()
                .allMatch(each -> each.environment().databases().isEmpty())) {
            return;
        }
        page.heading(3, "2. D1 Database Migrations");
        page.paragraph("A release applies them; these show them, and apply them without a release.");
        List<String> commands = new ArrayList<>(List.of("mvn d4:lint", "mvn d4:migrations"));
        for (EnvironmentState each : state.environments()) {
            commands.add("# " + each.environment().name());
            commands.add("mvn d4:rehearse" + profile(each));
            commands.add("mvn d4:migrate" + profile(each));
        }
        page.commands(commands);
    }

    private void secrets() {
        page.heading(3, "3. Secrets Management");
        List<String> names = state.contract().worker().secrets();
        List<String> commands = new ArrayList<>(List.of("# Inventory, names only", "mvn d4:secrets"));
        for (EnvironmentState each : state.environments()) {
            Environment environment = each.environment();
            commands.add("# Set for " + environment.name()
                    + ", all of them as one version, each value in a variable of its name");
            commands.add(PutSecretCommand.of(environment.name(), names.isEmpty() ? List.of("NAME") : names));
        }
        page.commands(commands);
    }

    private void checklist() {
        page.heading(2, "Pre-Deployment Checklist");
        List<String> commands = new ArrayList<>();
        state.environments().forEach(each -> commands.add("mvn verify" + profile(each)));
        page.commands(commands);
        page.paragraph(lastRun());
        page.table(List.of("Gate", "Promise", "Last verdict", "What was found"), gates());
    }

    private String lastRun() {
        if (state.checklist() instanceof LastChecklist.Ran ran) {
            return "Last run " + ran.started() + " for "
                    + ran.environment().map(page::text).orElse("no environment, so its local half alone")
                    + (ran.sandbox() ? " on the embedded Cloudflare" : "")
                    + ran.commit()
                            .map(commit -> ", of commit " + page.code(commit))
                            .orElse("") + ".";
        }
        return state.checklist() instanceof LastChecklist.Unreadable unreadable
                ? "The last run could not be read: " + page.text(unreadable.why())
                : "The checklist was " + NEVER + ", or another goal wrote `target/d4/result.json` since.";
    }

    private List<List<String>> gates() {
        List<List<String>> rows = new ArrayList<>();
        Optional<LastChecklist.Ran> ran = Optional.of(state.checklist())
                .filter(LastChecklist.Ran.class::isInstance)
                .map(LastChecklist.Ran.class::cast);
        for (SopReport.Promise promise : promises) {
            rows.add(row(promise, ran.flatMap(last -> last.of(promise.gate()))));
        }
        ran.ifPresent(last -> last.gates().stream()
                .filter(gate -> promises.stream().noneMatch(each -> each.gate().equals(gate.id())))
                .forEach(gate -> rows.add(row(new SopReport.Promise(gate.id(), gate.title()), Optional.of(gate)))));
        return rows;
    }

    private List<String> row(SopReport.Promise promise, Optional<GateVerdict> said) {
        String verdict = state.checklist() instanceof LastChecklist.Unreadable ? "could not be read" : NEVER;
        return List.of(
                page.text(promise.gate()),
                page.text(promise.title()),
                said.map(gate -> page.text(gate.verdict())).orElse(verdict),
                said.map(gate -> page.text(gate.summary())).orElse("-"));
    }

    private void rollback() {
        page.heading(2, "Rollback Procedure");
        for (EnvironmentState each : state.environments()) {
            page.heading(3, "Worker of " + page.text(each.environment().name()));
            page.paragraph(each.rollback().fold(this::way, why -> "could not be read: " + page.text(why)));
            List<String> commands = new ArrayList<>(List.of("mvn d4:history" + profile(each)));
            if (each.wayBack().isPresent() || each.rollback().trouble().isPresent()) {
                commands.add("mvn d4:rollback" + profile(each)
                        + each.wayBack().map(id -> " -Dd4.version=" + id).orElse(""));
            }
            page.commands(commands);
        }
        page.heading(3, "D1");
        page.paragraph(
                "D1 migrations are forward-only. A new migration that undoes the change is written by the first of these;"
                        + " a database as a whole goes back by the last, which shows first what is lost.");
        List<String> commands = new ArrayList<>(List.of("mvn d4:undo-migration -Dd4.migration=FILE"));
        state.environments().stream()
                .filter(each -> !each.environment().databases().isEmpty())
                .forEach(each -> {
                    commands.add("mvn d4:backup" + profile(each));
                    commands.add("mvn d4:restore" + profile(each) + " -Dd4.dump=DIRECTORY");
                });
        page.commands(commands);
    }

    private String way(RollbackChoice choice) {
        return choice instanceof RollbackChoice.Chosen chosen
                ? "Goes back to " + page.text(chosen.target().summary()) + "."
                : "No way back: " + page.text(((RollbackChoice.Refused) choice).why()) + ".";
    }

    private static String profile(EnvironmentState each) {
        return " -P" + each.environment().name();
    }
}
