package com.pmerit.d4.sandbox.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Handler;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Paging;
import com.pmerit.d4.sandbox.http.Refusal;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sandbox.pages.PagesProject.Projects;
import com.pmerit.d4.sandbox.state.JsonFile;
import com.pmerit.d4.sandbox.state.Stamps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The Pages projects of all accounts. A project can be made and read; nothing can be published, and every try says so. */
public final class Pages {
    private static final String PROJECTS = "/accounts/{account}/pages/projects";
    private static final String PROJECT = PROJECTS + "/{project}";
    private static final int NOT_FOUND = 8000007;

    private final Map<String, Kept> accounts;
    private final Stamps stamps;

    private static final class Kept {
        private final JsonFile<Projects> file;
        private Projects projects;

        private Kept(JsonFile<Projects> file) throws IOException {
            this.file = file;
            this.projects = file.load().orElse(new Projects(Map.of()));
        }

        private synchronized Projects projects() {
            return projects;
        }

        private synchronized void replace(Projects others) throws IOException {
            file.save(others);
            projects = others;
        }
    }

    private Pages(Map<String, Kept> accounts, Stamps stamps) {
        this.accounts = Map.copyOf(accounts);
        this.stamps = stamps;
    }

    /** Reads the projects of these accounts from {@code accounts/{id}/pages.json}. */
    public static Pages open(Path directory, List<String> accountIds, Stamps stamps) throws IOException {
        Map<String, Kept> accounts = new TreeMap<>();
        for (String id : accountIds) {
            Path file = directory.resolve("accounts").resolve(id).resolve("pages.json");
            accounts.put(id, new Kept(new JsonFile<>(file, Projects.class)));
        }
        return new Pages(accounts, stamps);
    }

    /** Adds the routes. */
    public void addTo(Router.Builder routes) {
        routes.api("GET", PROJECTS, this::list);
        routes.api("POST", PROJECTS, this::create);
        routes.api("GET", PROJECT, request -> Response.result(view(project(request))));
        routes.api("DELETE", PROJECT, this::delete);
        routes.api("GET", PROJECT + "/deployments", request -> {
            project(request);
            return Response.page(Paging.of(request, 20, 100), List.of());
        });
        routes.api("GET", PROJECT + "/deployments/{deployment}", request -> {
            project(request);
            throw Refusal.of(404, 8000009, "The deployment ID you have specified does not exist.");
        });
        Handler refused = request -> {
            throw Refusal.of(400, 8000000, "publishing a Pages site is not supported by the embedded Cloudflare yet");
        };
        routes.api("PATCH", PROJECT, refused);
        routes.api("GET", PROJECT + "/upload-token", refused);
        routes.api("POST", PROJECT + "/deployments", refused);
        for (String step : List.of("check-missing", "upload", "upsert-hashes")) {
            routes.api("POST", "/pages/assets/" + step, refused);
        }
    }

    /** The projects of an account by name, for comparisons. */
    public ObjectNode snapshot(String account) {
        ObjectNode snapshot = Json.mapper().createObjectNode();
        new TreeMap<>(kept(account).projects().byName())
                .forEach((name, project) -> snapshot.put(name, project.productionBranch()));
        return snapshot;
    }

    private Response list(Request request) {
        List<ObjectNode> all = kept(request.account()).projects().byName().values().stream()
                .sorted(Comparator.comparing(PagesProject::name))
                .map(Pages::view)
                .toList();
        return Response.page(Paging.of(request, 20, 100), all);
    }

    private Response create(Request request) throws IOException {
        Fields body = new Fields(request.json(), "project");
        String name = body.text("name");
        String branch = body.text("production_branch");
        ObjectNode configs = Json.mapper().createObjectNode();
        configs.putObject("production");
        configs.putObject("preview");
        if (body.has("deployment_configs")) {
            Fields given = body.object("deployment_configs");
            for (String kind : List.of("production", "preview")) {
                if (given.has(kind)) {
                    configs.set(kind, given.node(kind));
                }
            }
            given.refuseOthers();
        }
        body.refuseOthers();
        if (!name.matches("[a-z0-9]([a-z0-9-]{0,56}[a-z0-9])?")) {
            throw Refusal.of(
                    400,
                    8000000,
                    "'" + name + "' is not a project name: at most 58 lower-case letters, digits and dashes");
        }
        Kept kept = kept(request.account());
        PagesProject project = new PagesProject(UUID.randomUUID().toString(), name, branch, stamps.next(), configs);
        synchronized (kept) {
            if (kept.projects().byName().containsKey(name)) {
                throw Refusal.of(
                        409, 8000002, "A project with this name already exists. Choose a different project name.");
            }
            kept.replace(kept.projects().with(project));
        }
        return Response.result(view(project));
    }

    private Response delete(Request request) throws IOException {
        Kept kept = kept(request.account());
        synchronized (kept) {
            kept.replace(kept.projects().without(project(request).name()));
        }
        return Response.result(null);
    }

    private PagesProject project(Request request) {
        PagesProject project = kept(request.account()).projects().byName().get(request.parameter("project"));
        if (project == null) {
            throw Refusal.of(
                    404,
                    NOT_FOUND,
                    "Project not found. The specified project name does not match any of your existing projects.");
        }
        return project;
    }

    private Kept kept(String account) {
        Kept kept = accounts.get(account);
        if (kept == null) {
            throw new IllegalArgumentException("this sandbox has no account " + account);
        }
        return kept;
    }

    private static ObjectNode view(PagesProject project) {
        String host = project.name() + ".pages.dev";
        ObjectNode view = Json.mapper()
                .createObjectNode()
                .put("id", project.id())
                .put("name", project.name())
                .put("subdomain", host)
                .put("production_branch", project.productionBranch())
                .put("created_on", project.createdOn());
        view.putArray("domains").add(host);
        view.putNull("latest_deployment");
        view.set("deployment_configs", project.deploymentConfigs());
        return view;
    }
}
