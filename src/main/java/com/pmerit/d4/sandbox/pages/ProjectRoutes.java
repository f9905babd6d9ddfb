package com.pmerit.d4.sandbox.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Json;
import com.pmerit.d4.sandbox.http.Paging;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sandbox.pages.AccountPages.Changed;
import com.pmerit.d4.sandbox.pages.AccountPages.ChangedProject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Projects and their custom domains. */
final class ProjectRoutes {
    private static final String PROJECTS = "/accounts/{account}/pages/projects";
    private static final String DOMAINS = Pages.PROJECT + "/domains";
    private static final String DOMAIN = DOMAINS + "/{domain}";

    private final Pages pages;

    ProjectRoutes(Pages pages) {
        this.pages = pages;
    }

    void addTo(Router.Builder routes) {
        routes.api("GET", PROJECTS, this::list);
        routes.api("POST", PROJECTS, this::create);
        routes.api("GET", Pages.PROJECT, request -> view(project(request)));
        routes.api("PATCH", Pages.PROJECT, this::change);
        routes.api("DELETE", Pages.PROJECT, this::delete);
        routes.api("GET", DOMAINS, this::domains);
        routes.api("POST", DOMAINS, this::addDomain);
        routes.api("GET", DOMAIN, request -> Response.result(domain(project(request), request.parameter("domain"))));
        routes.api("DELETE", DOMAIN, this::deleteDomain);
    }

    private Response list(Request request) {
        List<ObjectNode> all = pages.of(request).projects().byName().values().stream()
                .sorted(Comparator.comparing(PagesProject::name))
                .map(PagesViews::project)
                .toList();
        return Response.page(Paging.of(request, 20, 100), all);
    }

    private Response create(Request request) throws IOException {
        AccountPages account = pages.of(request);
        Fields body = new Fields(request.json(), "project");
        String name = body.text("name");
        String branch = body.text("production_branch");
        ObjectNode configs = DeploymentConfigs.empty();
        if (body.has("deployment_configs")) {
            configs = account.configs().merged(configs, body.object("deployment_configs"));
        }
        body.refuseOthers();
        if (!name.matches("[a-z0-9]([a-z0-9-]{0,56}[a-z0-9])?")) {
            throw PagesRefusals.badName(name);
        }
        PagesProject project = new PagesProject(
                UUID.randomUUID().toString(),
                name,
                pages.freeSubdomain(name),
                branch,
                pages.stamps().next(),
                configs,
                "",
                List.of(),
                List.of());
        return account.change(present -> {
            if (present.byName().containsKey(name)) {
                throw PagesRefusals.nameTaken();
            }
            return new Changed(present.with(project), view(project));
        });
    }

    private Response change(Request request) throws IOException {
        Fields body = new Fields(request.json(), "project");
        return pages.of(request).changeProject(request, present -> {
            String branch = body.text("production_branch", present.productionBranch());
            ObjectNode configs = body.has("deployment_configs")
                    ? pages.of(request).configs().merged(present.deploymentConfigs(), body.object("deployment_configs"))
                    : present.deploymentConfigs();
            body.refuseOthers();
            PagesProject changed = present.withSettings(branch, configs);
            return new ChangedProject(changed, view(changed));
        });
    }

    private Response delete(Request request) throws IOException {
        return pages.of(request).change(present -> {
            PagesProject project = AccountPages.project(present, request.parameter("project"));
            return new Changed(present.without(project.name()), Response.result(null));
        });
    }

    private Response domains(Request request) {
        PagesProject project = project(request);
        return Response.result(
                project.domains().stream().map(name -> domain(project, name)).toList());
    }

    private Response addDomain(Request request) throws IOException {
        Fields body = new Fields(request.json(), "domain");
        String name = body.text("name").toLowerCase(Locale.ROOT);
        body.refuseOthers();
        if (!name.matches("(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}") || name.endsWith(".pages.dev")) {
            throw PagesRefusals.invalid("'" + name + "' cannot be a custom domain");
        }
        if (pages.answers(name)) {
            throw PagesRefusals.invalid(name + " is already a custom domain of a project");
        }
        return pages.of(request).changeProject(request, present -> {
            List<String> more = new ArrayList<>(present.domains());
            more.add(name);
            PagesProject changed = present.withDomains(more);
            return new ChangedProject(changed, Response.result(domain(changed, name)));
        });
    }

    private Response deleteDomain(Request request) throws IOException {
        String name = request.parameter("domain");
        return pages.of(request).changeProject(request, present -> {
            domain(present, name);
            List<String> fewer = new ArrayList<>(present.domains());
            fewer.remove(name);
            return new ChangedProject(present.withDomains(fewer), Response.result(null));
        });
    }

    private static ObjectNode domain(PagesProject project, String name) {
        if (!project.domains().contains(name)) {
            throw PagesRefusals.noDomain(name);
        }
        return Json.mapper().createObjectNode().put("name", name).put("status", "active");
    }

    private PagesProject project(Request request) {
        return pages.of(request).project(request);
    }

    private static Response view(PagesProject project) {
        return Response.result(PagesViews.project(project));
    }
}
