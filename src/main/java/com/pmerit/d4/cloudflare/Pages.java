package com.pmerit.d4.cloudflare;

import java.util.List;

/** Pages projects and their deployments. */
public final class Pages {
    private static final int PER_PAGE = 10;

    private final ApiCaller caller;
    private final AccountApi account;

    Pages(ApiCaller caller, AccountApi account) {
        this.caller = caller;
        this.account = account;
    }

    /** All projects. {@code GET /accounts/{a}/pages/projects}. */
    public ApiResult<List<PagesProject>> projects() {
        return new Pagination(caller)
                .untilShort("list the Pages projects", account.path("pages", "projects"), PER_PAGE, PagesProject::read);
    }

    /** One project. {@code GET /accounts/{a}/pages/projects/{p}}. */
    public ApiResult<PagesProject> project(String name) {
        ApiRequest request = caller.get("read Pages project \"" + name + "\"", account.path("pages", "projects", name));
        return caller.call(request, envelope -> PagesProject.read(envelope.object()));
    }

    /** Newest first. {@code GET /accounts/{a}/pages/projects/{p}/deployments}. */
    public ApiResult<List<PagesDeployment>> deployments(String project) {
        ApiRequest request = caller.get(
                "list the deployments of Pages project \"" + project + "\"",
                account.path("pages", "projects", project, "deployments"));
        return caller.call(
                request,
                envelope ->
                        envelope.objects().stream().map(PagesDeployment::read).toList());
    }

    /** One deployment. {@code GET /accounts/{a}/pages/projects/{p}/deployments/{id}}. */
    public ApiResult<PagesDeployment> deployment(String project, String id) {
        ApiRequest request = caller.get(
                "read deployment " + id + " of Pages project \"" + project + "\"",
                account.path("pages", "projects", project, "deployments", id));
        return caller.call(request, envelope -> PagesDeployment.read(envelope.object()));
    }
}
