package com.pmerit.d4.cloudflare;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Pages projects and their deployments. */
public final class Pages {
    private static final int DEPLOYMENTS_PER_PAGE = 25;
    private static final int MOST_PAGES = 20;

    private final ApiCaller caller;
    private final AccountApi account;

    Pages(ApiCaller caller, AccountApi account) {
        this.caller = caller;
        this.account = account;
    }

    /** The files of projects. */
    public PagesAssets assets() {
        return new PagesAssets(caller, account);
    }

    /** One project. {@code GET /accounts/{a}/pages/projects/{p}}. */
    public ApiResult<PagesProject> project(String name) {
        ApiRequest request = caller.get("read Pages project \"" + name + "\"", account.path("pages", "projects", name));
        return caller.call(request, envelope -> PagesProject.read(envelope.object()));
    }

    /** Newest first. {@code GET /accounts/{a}/pages/projects/{p}/deployments}. */
    public ApiResult<List<PagesDeployment>> deployments(String project) {
        return deployments(project, "");
    }

    /**
     * The newest preview for which this holds, among the latest {@code 500}. {@code GET …/deployments?env=preview}, page by page.
     */
    public ApiResult<Optional<PagesDeployment>> newestPreview(String project, Predicate<PagesDeployment> wanted) {
        return newest(project, "preview", wanted);
    }

    /**
     * The newest deployment of production for which this holds, among the latest {@code 500}. {@code GET …/deployments?env=production},
     * page by page.
     */
    public ApiResult<Optional<PagesDeployment>> newestOfProduction(String project, Predicate<PagesDeployment> wanted) {
        return newest(project, "production", wanted);
    }

    private ApiResult<Optional<PagesDeployment>> newest(
            String project, String environment, Predicate<PagesDeployment> wanted) {
        for (int page = 1; page <= MOST_PAGES; page++) {
            ApiResult<List<PagesDeployment>> listed =
                    deployments(project, "?env=" + environment + "&page=" + page + "&per_page=" + DEPLOYMENTS_PER_PAGE);
            if (listed.failure().isPresent()) {
                return new ApiResult.Failed<>(listed.failure().get());
            }
            List<PagesDeployment> deployments = listed.orElseThrow();
            Optional<PagesDeployment> found =
                    deployments.stream().filter(wanted).findFirst();
            if (found.isPresent() || deployments.size() < DEPLOYMENTS_PER_PAGE) {
                return new ApiResult.Ok<>(found);
            }
        }
        return new ApiResult.Ok<>(Optional.empty());
    }

    /** One deployment. {@code GET /accounts/{a}/pages/projects/{p}/deployments/{id}}. */
    public ApiResult<PagesDeployment> deployment(String project, String id) {
        ApiRequest request = caller.get(
                "read deployment " + id + " of Pages project \"" + project + "\"", path(project, "deployments", id));
        return caller.call(request, Pages::read);
    }

    /** What was said while a deployment was made, line by line. {@code GET …/deployments/{id}/history/logs}. */
    public ApiResult<List<String>> log(String project, String id) {
        ApiRequest request = caller.get(
                "read the log of deployment " + id + " of Pages project \"" + project + "\"",
                path(project, "deployments", id, "history", "logs"));
        return caller.call(
                request,
                envelope -> envelope.object().objects("data").stream()
                        .map(line -> PlainText.of(line.text("line")))
                        .toList());
    }

    /**
     * Makes a deployment of files that were uploaded before. {@code POST …/deployments}; it goes live by itself.
     *
     * @param readBack looks for the deployment, by its commit and message, when the outcome is not known
     */
    public ApiResult<PagesDeployment> deploy(
            String project, PagesDeploymentRequest wanted, ReadBack<PagesDeployment> readBack) {
        ApiRequest request = caller.request(
                "publish " + wanted.manifest().size() + " files to Pages project \"" + project + "\"",
                "POST",
                path(project, "deployments"),
                CallClass.OBSERVABLE_CREATE,
                Payload.deployment(wanted));
        return caller.create(request, Pages::read, readBack);
    }

    /**
     * Makes an earlier deployment of production live again; the same however often it is said. {@code POST …/deployments/{id}/rollback};
     * Cloudflare takes only deployments of production that once succeeded.
     */
    public ApiResult<PagesDeployment> rollback(String project, String id) {
        ApiRequest request = caller.request(
                "go back to deployment " + id + " of Pages project \"" + project + "\"",
                "POST",
                path(project, "deployments", id, "rollback"),
                CallClass.IDEMPOTENT_WRITE,
                Payload.NONE);
        return caller.call(request, Pages::read);
    }

    /**
     * Makes a new deployment of what an earlier one consists of. {@code POST …/deployments/{id}/retry}.
     *
     * @param readBack looks for the new deployment when the outcome is not known
     */
    public ApiResult<PagesDeployment> retry(String project, String id, ReadBack<PagesDeployment> readBack) {
        ApiRequest request = caller.request(
                "publish deployment " + id + " of Pages project \"" + project + "\" again",
                "POST",
                path(project, "deployments", id, "retry"),
                CallClass.OBSERVABLE_CREATE,
                Payload.NONE);
        return caller.create(request, Pages::read, readBack);
    }

    private ApiResult<List<PagesDeployment>> deployments(String project, String query) {
        ApiRequest request = caller.get(
                "list the deployments of Pages project \"" + project + "\"", path(project, "deployments") + query);
        return caller.call(
                request,
                envelope ->
                        envelope.objects().stream().map(PagesDeployment::read).toList());
    }

    private static PagesDeployment read(Envelope envelope) {
        return PagesDeployment.read(envelope.object());
    }

    private String path(String project, String... further) {
        String[] segments = new String[further.length + 3];
        segments[0] = "pages";
        segments[1] = "projects";
        segments[2] = project;
        System.arraycopy(further, 0, segments, 3, further.length);
        return account.path(segments);
    }
}
