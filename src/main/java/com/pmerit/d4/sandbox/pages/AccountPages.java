package com.pmerit.d4.sandbox.pages;

import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.pages.PagesProject.Projects;
import com.pmerit.d4.sandbox.state.JsonFile;
import com.pmerit.d4.sandbox.workers.BindingRules;
import com.pmerit.d4.sandbox.workers.Resources;
import com.pmerit.d4.sandbox.workers.SecretVault;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The Pages projects of one account: changed under one lock and saved before a change is answered. Readers never wait. */
final class AccountPages {
    private final String account;
    private final JsonFile<Projects> file;
    private final SecretVault vault = new SecretVault();
    private final BindingRules rules;
    private final DeploymentConfigs configs;
    private volatile Projects projects;

    private AccountPages(String account, JsonFile<Projects> file, Projects projects, Resources resources) {
        this.account = account;
        this.file = file;
        this.projects = projects;
        this.rules = new BindingRules(account, resources);
        this.configs = new DeploymentConfigs(rules, vault);
    }

    /** New projects and the answer about them. */
    record Changed(Projects projects, Response response) {}

    /** Makes new projects out of the present ones. */
    @FunctionalInterface
    interface Change {
        Changed apply(Projects present) throws IOException;
    }

    /** Makes a new project out of the present one, and the answer about it. */
    @FunctionalInterface
    interface ProjectChange {
        ChangedProject apply(PagesProject present) throws IOException;
    }

    /** A new project and the answer about it. */
    record ChangedProject(PagesProject project, Response response) {}

    static AccountPages open(String account, JsonFile<Projects> file, Resources resources) throws IOException {
        return new AccountPages(account, file, file.load().orElse(new Projects(Map.of())), resources);
    }

    String account() {
        return account;
    }

    SecretVault vault() {
        return vault;
    }

    BindingRules rules() {
        return rules;
    }

    DeploymentConfigs configs() {
        return configs;
    }

    Projects projects() {
        return projects;
    }

    Optional<PagesProject> byId(String id) {
        return projects.byName().values().stream()
                .filter(project -> project.id().equals(id))
                .findFirst();
    }

    /** The project that a request names, or the refusal 8000007. */
    PagesProject project(Request request) {
        return project(projects, request.parameter("project"));
    }

    static PagesProject project(Projects projects, String name) {
        return Optional.ofNullable(projects.byName().get(name)).orElseThrow(PagesRefusals::noProject);
    }

    /** The deployment that a request names, or the refusal 8000009. */
    static PagesDeployment deployment(PagesProject project, Request request) {
        return project.deployment(request.parameter("deployment")).orElseThrow(PagesRefusals::noDeployment);
    }

    /** Changes the projects; nothing changes when the change is refused or cannot be saved. */
    synchronized Response change(Change change) throws IOException {
        Changed changed = change.apply(projects);
        if (!changed.projects().equals(projects)) {
            file.save(changed.projects());
            projects = changed.projects();
        }
        return changed.response();
    }

    /** Changes the project that a request names. */
    Response changeProject(Request request, ProjectChange change) throws IOException {
        return change(present -> {
            ChangedProject changed = change.apply(project(present, request.parameter("project")));
            return new Changed(present.with(changed.project()), changed.response());
        });
    }
}
