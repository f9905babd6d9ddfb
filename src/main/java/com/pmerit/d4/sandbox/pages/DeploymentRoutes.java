package com.pmerit.d4.sandbox.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.http.Paging;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sandbox.pages.AccountPages.ChangedProject;
import java.io.IOException;
import java.util.List;

/** Deployments: made, listed, read, made live again, deleted. */
final class DeploymentRoutes {
    private static final String DEPLOYMENTS = Pages.PROJECT + "/deployments";
    private static final String DEPLOYMENT = DEPLOYMENTS + "/{deployment}";

    private final Pages pages;

    DeploymentRoutes(Pages pages) {
        this.pages = pages;
    }

    void addTo(Router.Builder routes) {
        routes.api("GET", DEPLOYMENTS, this::list);
        routes.api("POST", DEPLOYMENTS, this::create);
        routes.api("GET", DEPLOYMENT, request -> {
            PagesProject project = pages.of(request).project(request);
            return view(project, AccountPages.deployment(project, request));
        });
        routes.api("GET", DEPLOYMENT + "/history/logs", request -> {
            PagesProject project = pages.of(request).project(request);
            return Response.result(PagesViews.log(AccountPages.deployment(project, request)));
        });
        routes.api("DELETE", DEPLOYMENT, this::delete);
        routes.api("POST", DEPLOYMENT + "/rollback", this::rollback);
        routes.api("POST", DEPLOYMENT + "/retry", this::retry);
    }

    private Response list(Request request) {
        PagesProject project = pages.of(request).project(request);
        String environment = request.queryValue("env").orElse("");
        if (!environment.isEmpty() && !DeploymentConfigs.ENVIRONMENTS.contains(environment)) {
            throw PagesRefusals.invalid("query parameter env must be production or preview");
        }
        List<ObjectNode> all = project.newestFirst().stream()
                .filter(deployment ->
                        environment.isEmpty() || deployment.environment().equals(environment))
                .map(deployment -> PagesViews.deployment(project, deployment))
                .toList();
        return Response.page(Paging.of(request, 20, 100), all);
    }

    private Response create(Request request) throws IOException {
        AccountPages account = pages.of(request);
        PagesProject project = account.project(request);
        DeploymentForm form = DeploymentForm.read(request.form());
        PagesDeployment made = pages.publisher().publish(account, project, form);
        return added(request, made);
    }

    private Response retry(Request request) throws IOException {
        AccountPages account = pages.of(request);
        PagesProject project = account.project(request);
        PagesDeployment earlier = AccountPages.deployment(project, request);
        return added(request, pages.publisher().again(account, project, earlier));
    }

    private Response added(Request request, PagesDeployment made) throws IOException {
        return pages.of(request).changeProject(request, present -> {
            PagesProject changed = present.with(made);
            return new ChangedProject(changed, view(changed, made));
        });
    }

    private Response rollback(Request request) throws IOException {
        return pages.of(request).changeProject(request, present -> {
            PagesDeployment target = AccountPages.deployment(present, request);
            if (!target.production() || !target.succeeded()) {
                throw PagesRefusals.invalid(
                        "only a deployment that succeeded in production can be rolled back to; this is a "
                                + target.environment() + " deployment that "
                                + (target.succeeded() ? "succeeded" : "failed"));
            }
            PagesProject changed = present.withLive(target);
            return new ChangedProject(changed, view(changed, target));
        });
    }

    private Response delete(Request request) throws IOException {
        boolean force = request.queryFlag("force");
        return pages.of(request).changeProject(request, present -> {
            PagesDeployment target = AccountPages.deployment(present, request);
            if (target.id().equals(present.live())) {
                throw PagesRefusals.liveDeployment();
            }
            if (!force && !PagesViews.aliases(present, target).isEmpty()) {
                throw PagesRefusals.aliasedDeployment();
            }
            return new ChangedProject(present.without(target), Response.result(null));
        });
    }

    private static Response view(PagesProject project, PagesDeployment deployment) {
        return Response.result(PagesViews.deployment(project, deployment));
    }
}
