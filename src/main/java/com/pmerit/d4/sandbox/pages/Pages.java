package com.pmerit.d4.sandbox.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.sandbox.assets.AssetShelf;
import com.pmerit.d4.sandbox.assets.Visit;
import com.pmerit.d4.sandbox.http.Request;
import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.Router;
import com.pmerit.d4.sandbox.pages.PagesProject.Projects;
import com.pmerit.d4.sandbox.state.ContentStore;
import com.pmerit.d4.sandbox.state.JsonFile;
import com.pmerit.d4.sandbox.state.Stamps;
import com.pmerit.d4.sandbox.workers.Resources;
import com.pmerit.d4.sandbox.workers.StartupCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The Pages projects of all accounts: their REST routes, and what answers at their host names. */
public final class Pages {
    static final String PROJECT = "/accounts/{account}/pages/projects/{project}";

    private static final int SUFFIX = 3;

    private final Map<String, AccountPages> accounts;
    private final Stamps stamps;
    private final UploadTokens tokens;
    private final AssetShelf shelf;
    private final Publisher publisher;
    private final PublishedSites sites;

    private Pages(Map<String, AccountPages> accounts, Path directory, Stamps stamps, StartupCheck startup) {
        ContentStore contents = new ContentStore(directory.resolve("contents"));
        this.accounts = Map.copyOf(accounts);
        this.stamps = stamps;
        this.tokens = new UploadTokens(stamps.clock());
        this.shelf = new AssetShelf(directory.resolve("assets"), contents);
        this.publisher = new Publisher(shelf, contents, stamps, startup);
        this.sites = new PublishedSites(shelf, contents, publisher);
    }

    /** One project at one host. */
    private record Found(AccountPages account, PagesProject project, PagesDeployment deployment) {}

    /**
     * Reads the projects of these accounts.
     *
     * @param directory holds {@code accounts/{id}/pages.json} and, below {@code pages}, what was uploaded
     * @param resources what Functions may be bound to
     * @param startup asked about each deployment with Functions
     * @throws IOException when a state cannot be read
     */
    public static Pages open(
            Path directory, List<String> accountIds, Stamps stamps, Resources resources, StartupCheck startup)
            throws IOException {
        Map<String, AccountPages> accounts = new TreeMap<>();
        for (String id : accountIds) {
            Path file = directory.resolve("accounts").resolve(id).resolve("pages.json");
            accounts.put(id, AccountPages.open(id, new JsonFile<>(file, Projects.class), resources));
        }
        return new Pages(accounts, directory.resolve("pages"), stamps, startup);
    }

    /**
     * Makes a project whose production branch is {@code main}, unless there is one of the name.
     *
     * @param domains its custom domains
     * @throws IOException when the state cannot be written
     */
    public void ensure(String account, String name, List<String> domains) throws IOException {
        account(account).change(present -> {
            boolean there = present.byName().containsKey(name);
            PagesProject made = new PagesProject(
                    UUID.randomUUID().toString(),
                    name,
                    there ? name : freeSubdomain(name),
                    "main",
                    stamps.next(),
                    DeploymentConfigs.empty(),
                    "",
                    List.of(),
                    domains);
            return new AccountPages.Changed(there ? present : present.with(made), Response.result(null));
        });
    }

    /** Adds all routes of the Pages API. */
    public void addTo(Router.Builder routes) {
        new ProjectRoutes(this).addTo(routes);
        new UploadRoutes(this).addTo(routes);
        new DeploymentRoutes(this).addTo(routes);
    }

    /**
     * What answers at {@code {project}.pages.dev}, at a custom domain, at {@code {first8}.{project}.pages.dev} of any deployment that
     * succeeded, and at {@code {branch}.{project}.pages.dev} of a preview.
     *
     * @param host lower case, without a port
     * @throws IOException when what was uploaded cannot be read
     */
    public Optional<PublishedSite> at(String host) throws IOException {
        Optional<Found> found = accounts.values().stream()
                .flatMap(account -> account.projects().byName().values().stream()
                        .flatMap(project -> deployment(project, host).stream()
                                .map(deployment -> new Found(account, project, deployment))))
                .findFirst();
        return found.isEmpty() ? Optional.empty() : Optional.of(site(found.get()));
    }

    /**
     * What the binding {@code ASSETS} of Functions answers.
     *
     * @param deployment its id
     */
    public Response assets(String account, String deployment, Request request) throws IOException {
        Found found = account(account).projects().byName().values().stream()
                .flatMap(project ->
                        project.deployment(deployment).map(one -> new Found(account(account), project, one)).stream())
                .findFirst()
                .orElseThrow(PagesRefusals::noDeployment);
        return site(found).files().answer(Visit.of(request));
    }

    /** The projects of an account with all their deployments, for comparisons. */
    public ObjectNode snapshot(String account) throws IOException {
        return new PagesSnapshot(sites, publisher).of(account(account));
    }

    AccountPages of(Request request) {
        return account(request.account());
    }

    AccountPages account(String id) {
        AccountPages account = accounts.get(id);
        if (account == null) {
            throw new IllegalArgumentException("this sandbox has no account " + id);
        }
        return account;
    }

    Stamps stamps() {
        return stamps;
    }

    UploadTokens tokens() {
        return tokens;
    }

    AssetShelf shelf() {
        return shelf;
    }

    Publisher publisher() {
        return publisher;
    }

    /** Whether a project has this custom domain. */
    boolean answers(String domain) {
        return accounts.values().stream()
                .flatMap(account -> account.projects().byName().values().stream())
                .anyMatch(project -> project.domains().contains(domain));
    }

    /** The name itself, or with a suffix when a project of another account has it: subdomains are unique, names in an account only. */
    String freeSubdomain(String name) {
        boolean taken = accounts.values().stream()
                .flatMap(account -> account.projects().byName().values().stream())
                .anyMatch(project -> project.subdomain().equals(name));
        return taken ? name + "-" + UUID.randomUUID().toString().substring(0, SUFFIX) : name;
    }

    private PublishedSite site(Found found) throws IOException {
        return sites.of(found.account(), found.project(), found.deployment());
    }

    private static Optional<PagesDeployment> deployment(PagesProject project, String host) {
        if (host.equals(project.host()) || project.domains().contains(host)) {
            return project.deployment(project.live());
        }
        if (!host.endsWith("." + project.host())) {
            return Optional.empty();
        }
        String label = host.substring(0, host.length() - project.host().length() - 1);
        return project.deployments().stream()
                .filter(PagesDeployment::succeeded)
                .filter(deployment -> deployment.shortId().equals(label))
                .findFirst()
                .or(() -> project.aliased(label));
    }
}
