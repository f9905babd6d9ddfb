package com.pmerit.d4.report;

import com.pmerit.d4.contract.SecretLook;
import com.pmerit.d4.sop.BoundName;
import com.pmerit.d4.sop.EnvironmentState;
import com.pmerit.d4.sop.ProjectState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tables of bindings, secrets and variables. No value of a variable that looks like a secret is in them. */
final class SopBindings {
    private static final String NONE = "There are none.";

    private final MarkdownPage page;
    private final ProjectState state;
    private final LocalDate today;

    SopBindings(MarkdownPage page, ProjectState state, LocalDate today) {
        this.page = page;
        this.state = state;
        this.today = today;
    }

    void tables() {
        page.heading(2, "Infrastructure Bindings");
        state.environments().forEach(this::environment);
        secrets();
    }

    private void environment(EnvironmentState each) {
        page.heading(3, page.text(each.environment().name()));
        page.paragraph(each.withoutBindings()
                .map(why -> each.live().trouble().isPresent()
                        ? "Not verified, for what is live could not be read: " + page.text(why)
                        : "Not verified, for there is no version to verify them on: " + page.text(why))
                .orElseGet(() -> "Verified " + today + " on the record of the live version "
                        + page.code(each.versionId().orElse("-"))));
        page.table(
                List.of("Binding", "Type", "ID / Name", "Live"),
                each.bindings().stream().map(this::binding).toList());
    }

    private List<String> binding(BoundName bound) {
        String name = page.code(bound.target());
        String live = bound.standing().words();
        boolean well = bound.standing() == BoundName.Standing.SAME;
        return List.of(
                page.code(bound.name()),
                page.text(bound.type()),
                bound.id().map(id -> page.code(id) + " (" + name + ")").orElse(name),
                well ? live : "**" + live + "**");
    }

    private void secrets() {
        page.heading(3, "Secrets");
        Set<String> names = new LinkedHashSet<>(state.contract().worker().secrets());
        state.environments().forEach(each -> names.addAll(each.secretNames()));
        if (names.isEmpty()) {
            page.paragraph(NONE);
            return;
        }
        List<String> columns = columns("Secret");
        columns.add("POM");
        page.table(columns, names.stream().map(this::secret).toList());
    }

    private List<String> secret(String name) {
        List<String> cells = new ArrayList<>(List.of(page.code(name)));
        state.environments().forEach(each -> cells.add(page.text(each.secret(name))));
        cells.add(state.contract().worker().secrets().contains(name) ? "named" : "**not named**");
        return cells;
    }

    void variables() {
        page.heading(2, "Environment Variables Reference");
        Set<String> names = new LinkedHashSet<>();
        state.environments()
                .forEach(each -> names.addAll(each.environment().vars().keySet()));
        if (names.isEmpty()) {
            page.paragraph(NONE);
            return;
        }
        page.table(columns("Variable"), names.stream().map(this::variable).toList());
    }

    private List<String> columns(String first) {
        List<String> columns = new ArrayList<>(List.of(first));
        state.environments()
                .forEach(each -> columns.add(page.text(each.environment().name())));
        return columns;
    }

    private List<String> variable(String name) {
        List<String> cells = new ArrayList<>(List.of(page.code(name)));
        state.environments()
                .forEach(each ->
                        cells.add(Optional.ofNullable(each.environment().vars().get(name))
                                .map(value -> page.code(SecretLook.shown(name, value)))
                                .orElse("-")));
        return cells;
    }
}
