package com.pmerit.d4.sandbox.assets;

import com.pmerit.d4.sandbox.assets.HtmlHandling.Elsewhere;
import com.pmerit.d4.sandbox.assets.HtmlHandling.File;
import com.pmerit.d4.sandbox.assets.HtmlHandling.Match;
import com.pmerit.d4.sandbox.assets.RedirectRules.Redirect;
import com.pmerit.d4.sandbox.assets.Site.Shelf;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Response;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The static files of one version of a Worker (Workers documentation, "Static assets"). Safe for use by several threads. */
public final class WorkerAssets {
    private final Map<String, StoredAsset> assets;
    private final AssetConfig config;
    private final Shelf shelf;

    /**
     * @param assets files by path, which starts with a slash and is not encoded
     */
    public WorkerAssets(Map<String, StoredAsset> assets, AssetConfig config, Shelf shelf) {
        this.assets = Map.copyOf(assets);
        this.config = config;
        this.shelf = shelf;
    }

    /**
     * Whether the files answer a visit, when there is code as well.
     *
     * @param navigates whether a browser goes to a page, and the Worker lets such visits have what answers for files that are not there
     */
    public boolean take(Visit visit, boolean navigates) {
        if (config.toFiles().stream()
                .anyMatch(rule -> rule.matcher(visit.path()).matches())) {
            return true;
        }
        if (config.workerFirst()
                || config.toWorker().stream()
                        .anyMatch(rule -> rule.matcher(visit.path()).matches())) {
            return false;
        }
        Optional<Redirect> redirect = redirect(visit);
        return redirect.isPresent()
                || match(decoded(visit.path())).isPresent()
                || (navigates && missing(decoded(visit.path())).isPresent());
    }

    /**
     * Answers a visit.
     *
     * @throws IOException when the bytes of a file cannot be read
     */
    public Response answer(Visit visit) throws IOException {
        Answer answer = raw(visit);
        return answer.finished(answer.headers(), config.headers(), visit);
    }

    /** A file that answers for one that is not there. */
    private record StandIn(String path, int status) {}

    private Answer raw(Visit visit) throws IOException {
        Optional<Redirect> redirect = redirect(visit);
        if (redirect.isPresent() && redirect.get().status() != 200) {
            return Answer.moved(visit, redirect.get());
        }
        String path = redirect.map(rule -> UrlPath.normal(rule.to().replaceFirst("[?#].*$", "")))
                .orElse(visit.path());
        String decoded = decoded(path);
        Optional<Match> match = match(decoded);
        Optional<StandIn> standIn = match.isPresent() ? Optional.empty() : missing(decoded);
        if (match.isEmpty() && standIn.isEmpty()) {
            return Answer.empty(404);
        }
        if (!visit.method().equals("GET") && !visit.method().equals("HEAD")) {
            return Answer.empty(405);
        }
        String own = match.filter(Elsewhere.class::isInstance)
                .map(found -> ((Elsewhere) found).path())
                .orElse(decoded);
        if (!own.equals(decoded) || !encoded(own).equals(path)) {
            return new Answer(307, Map.of("location", encoded(own) + visit.search()), Content.empty());
        }
        return standIn.isPresent()
                ? serve(visit, standIn.get().path(), standIn.get().status())
                : serve(visit, ((File) match.orElseThrow()).path(), 200);
    }

    private Answer serve(Visit visit, String path, int status) throws IOException {
        StoredAsset asset = Optional.ofNullable(assets.get(path)).orElseThrow();
        Map<String, String> headers = new LinkedHashMap<>(Answer.describing(visit, asset));
        return visit.knows(asset)
                ? new Answer(304, headers, Content.empty())
                : new Answer(status, headers, shelf.content(asset.sha256()));
    }

    private Optional<Redirect> redirect(Visit visit) {
        return config.redirects().find(visit.host(), visit.path());
    }

    private Optional<Match> match(String path) {
        return config.html().match(path, assets.keySet());
    }

    private Optional<StandIn> missing(String path) {
        return switch (config.notFound()) {
            case NONE -> Optional.empty();
            case SINGLE_PAGE_APPLICATION ->
                assets.containsKey("/index.html") ? Optional.of(new StandIn("/index.html", 200)) : Optional.empty();
            case PAGE -> nearest(path);
        };
    }

    private Optional<StandIn> nearest(String path) {
        for (int slash = path.lastIndexOf('/'); slash >= 0; slash = path.lastIndexOf('/', slash - 1)) {
            String page = path.substring(0, slash) + "/404.html";
            if (assets.containsKey(page)) {
                return Optional.of(new StandIn(page, 404));
            }
        }
        return Optional.empty();
    }

    private static String decoded(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(UrlPath::decode)
                .collect(Collectors.joining("/"))
                .replaceAll("/+", "/");
    }

    private static String encoded(String path) {
        return Arrays.stream(path.split("/", -1)).map(UrlPath::component).collect(Collectors.joining("/"));
    }
}
