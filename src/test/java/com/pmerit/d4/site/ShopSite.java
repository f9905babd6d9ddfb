package com.pmerit.d4.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.assets.ContentTypes;
import com.pmerit.d4.assets.SiteTree;
import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Limits;
import com.pmerit.d4.cloudflare.PagesDeploymentRequest;
import com.pmerit.d4.cloudflare.PagesDeploymentRequest.Part;
import com.pmerit.d4.contract.SitePlacement;
import com.pmerit.d4.release.Anchor;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.sandbox.http.RequestLog.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The shop's site on the embedded Pages, and what this team and others do to it. */
final class ShopSite implements AutoCloseable {
    static final String COMMIT = "4be1c07d5a3f4be1c07d5a3f4be1c07d5a3f0001";

    final LiveAccount account;
    private final Path ui;
    private final Path output;
    private final Optional<String> branch;
    /** What the uploads told of how far they were. */
    final List<String> howFar = new CopyOnWriteArrayList<>();

    private final List<Part> parts = new ArrayList<>();
    private String commit = COMMIT;

    ShopSite(Path directory, Optional<String> branch) throws Exception {
        this(directory, branch, Limits.STANDARD);
        account.others
                .call("POST", "/pages/projects", "{\"name\":\"shop\",\"production_branch\":\"main\"}")
                .result();
        content("one");
    }

    private ShopSite(Path directory, Optional<String> branch, Limits limits) throws IOException {
        this.account = new LiveAccount(state(directory), limits);
        this.ui = directory.resolve("ui");
        this.output = Files.createDirectories(ui.resolve("dist"));
        this.branch = branch;
    }

    /** The production of a shop whose site was left in this directory. */
    static ShopSite leftIn(Path directory, Limits limits) throws IOException {
        return new ShopSite(directory, Optional.empty(), limits);
    }

    /** Where the embedded Cloudflare keeps what it has. */
    static Path state(Path directory) {
        return directory.resolve("state");
    }

    /** Another content in place of the present one. */
    void content(String text) throws IOException {
        write("index.html", "<script src=\"/assets/index-" + text.length() + "aB3xY9zQ.js\"></script>" + text);
        write(
                "assets/index-" + text.length() + "aB3xY9zQ.js",
                "fetch('https://shop-staging.team.workers.dev'), '" + text + "'");
        write("style.css", "body{}");
    }

    void write(String file, String text) throws IOException {
        Path path = output.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    void part(String name, String text) {
        parts.add(new Part(name, text.getBytes(StandardCharsets.UTF_8)));
    }

    void commit(String other) {
        commit = other;
    }

    Path output() {
        return output;
    }

    SitePlacement placement() {
        return new SitePlacement("staging", ui, output, "shop", branch, "build", Map.of(), Optional.empty(), true);
    }

    SiteRelease release() {
        return new SiteRelease("1.2.0 " + commit.substring(0, 9), Optional.of(commit), false);
    }

    BuiltSite built() {
        try {
            SiteTree tree = SiteTree.read(output, PagesFiles::isLeftOut, ContentTypes.ofPages());
            return new BuiltSite(tree.files(), parts, tree.refused());
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private SiteSource source() {
        return (placement, project) -> new SiteBuild.Made(built());
    }

    /** What a release writes down before its first write. */
    Progress begun() {
        return noting(SiteAnchor.with(Anchor.none(), placement(), account.api).orElseThrow());
    }

    private static Progress noting(Anchor anchor) {
        return Progress.none()
                .withAnchor(Optional.of("worker-before"))
                .withVersion("worker-now")
                .nowServing()
                .keeping("site", anchor.kept().getOrDefault("site", ""));
    }

    private SiteOfRelease part(AccountApi with) {
        return new SiteOfRelease(placement(), source(), with, release());
    }

    StepResult upload(AccountApi with) throws InterruptedException {
        return new SiteUploadStep(part(with), account.time.waiting(), howFar::add).run(Progress.none());
    }

    StepResult publish(Progress progress) throws InterruptedException {
        return new SitePublishStep(part(account.api), account.time.waiting()).run(progress);
    }

    /** A run of this commit is finished by a build that does not have its code. */
    StepResult left(Optional<String> finished) {
        return new SiteLeftStep(placement(), account.api, finished).run(Progress.none());
    }

    /** The present content, published by somebody who writes other words beside the commit than d4 does. */
    void deployedByHand() {
        account.api
                .pages()
                .deploy(
                        "shop",
                        new PagesDeploymentRequest(
                                built().manifest(), "main", Optional.of(commit), "by hand", false, List.of()),
                        () -> new ApiResult.Ok<>(Optional.empty()))
                .orElseThrow();
    }

    SiteBackStep back() {
        return new SiteBackStep(placement(), account.api, Optional.of(commit), account.time.waiting());
    }

    StepResult smoke(Progress progress, Visitor visitor) throws InterruptedException {
        return SiteSmokeStep.ofBuilt(part(account.api), inquiry(visitor), back())
                .run(progress);
    }

    SiteInquiry inquiry(Visitor visitor) {
        return new SiteInquiry(visitor, account.time.waiting(), Duration.ofSeconds(30));
    }

    /** A whole release of the present content; gives the id of its deployment. */
    String released() throws InterruptedException {
        Progress begun = begun();
        assertThat(upload(account.api)).isNotInstanceOf(StepResult.Failed.class);
        assertThat(publish(begun)).isInstanceOf(StepResult.Done.class);
        return live().orElseThrow();
    }

    /**
     * The site's part of a release, as far as it comes.
     *
     * @param noted what an earlier run wrote down before its first write
     */
    Run releases(Optional<Anchor> noted) throws InterruptedException {
        ApiResult<Anchor> anchor = noted.<ApiResult<Anchor>>map(ApiResult.Ok::new)
                .orElseGet(() -> SiteAnchor.with(Anchor.none(), placement(), account.api));
        if (anchor.failure().isPresent()) {
            return new Run(Optional.empty(), List.of());
        }
        List<StepResult> results = new ArrayList<>(List.of(upload(account.api)));
        if (!(results.get(0) instanceof StepResult.Failed)) {
            results.add(publish(noting(anchor.orElseThrow())));
        }
        if (!(results.get(results.size() - 1) instanceof StepResult.Failed)) {
            results.add(smoke(noting(anchor.orElseThrow()), visitor()));
        }
        return new Run(Optional.of(anchor.orElseThrow()), results);
    }

    /**
     * How it went.
     *
     * @param noted what it wrote down before its first write; empty when it could not read it, and did nothing
     */
    record Run(Optional<Anchor> noted, List<StepResult> results) {
        boolean isDone() {
            return results.size() == 3 && failed().isEmpty();
        }

        Optional<StepResult.Failed> failed() {
            return results.stream()
                    .filter(StepResult.Failed.class::isInstance)
                    .map(StepResult.Failed.class::cast)
                    .findFirst();
        }
    }

    /** What users meet. */
    Optional<String> live() {
        return new LiveSites(account.api)
                .now(placement())
                .orElseThrow()
                .deployment()
                .map(deployment -> deployment.id());
    }

    /** Somebody who visits it in earnest. */
    Visitor visitor() {
        com.pmerit.d4.sandbox.Visitor visitor = new com.pmerit.d4.sandbox.Visitor(account.sandbox);
        return url -> {
            try {
                com.pmerit.d4.sandbox.Visitor.Page page =
                        visitor.get(url.getHost(), url.getRawPath() + "?" + url.getRawQuery());
                return new Page.Answered(
                        page.status(),
                        page.header("content-type").replaceFirst(";.*", ""),
                        page.body(),
                        true,
                        Optional.of(page.header("location")).filter(location -> !location.isEmpty()));
            } catch (IOException broken) {
                return new Page.Silent("broke: " + broken);
            }
        };
    }

    /** What the body of the public index is. */
    String index() throws InterruptedException {
        LiveSite live = new LiveSites(account.api).now(placement()).orElseThrow();
        return ((Page.Answered) visitor().visit(live.address(live.deployment().orElseThrow()))).body();
    }

    /** How often a route was called so far, and answered with success. */
    long calls(String template) {
        return account.sandbox.requests().entries().stream()
                .filter(entry -> entry.template().equals(template))
                .filter(entry -> entry.status() == 200)
                .count();
    }

    List<Entry> requests() {
        return account.sandbox.requests().entries();
    }

    static StepResult.Failed failed(StepResult result) {
        assertThat(result).isInstanceOf(StepResult.Failed.class);
        return (StepResult.Failed) result;
    }

    @Override
    public void close() throws IOException {
        account.close();
    }
}
