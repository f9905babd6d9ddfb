package com.pmerit.d4.sandbox.assets;

import com.pmerit.d4.sandbox.assets.RedirectRules.Redirect;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Response;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The static half of one deployment, which answers as Pages does (Pages documentation, "Serving Pages", "Headers", "Redirects"):
 * redirects come before files, HTML is found without its extension, the nearest {@code 404.html} answers for what is not there, and
 * without a top one every unknown path is a page of a single-page application. Safe for use by several threads.
 */
public final class Site {
    private static final String HTML = ".html";
    private static final String PAGES_HOST = ".pages.dev";

    private final Map<String, StoredAsset> assets;
    private final HeaderRules headers;
    private final RedirectRules redirects;
    private final Shelf shelf;

    /** Where the bytes of files are. */
    @FunctionalInterface
    public interface Shelf {
        /** The bytes with this SHA-256. */
        Content content(String sha256) throws IOException;
    }

    /**
     * @param assets files by path, which starts with a slash and is not encoded
     * @param headers the rules of {@code _headers}
     * @param redirects the rules of {@code _redirects}
     */
    public Site(Map<String, StoredAsset> assets, HeaderRules headers, RedirectRules redirects, Shelf shelf) {
        this.assets = Map.copyOf(assets);
        this.headers = headers;
        this.redirects = redirects;
        this.shelf = shelf;
    }

    /**
     * Answers a request.
     *
     * @throws IOException when the bytes of a file cannot be read
     */
    public Response answer(Visit visit) throws IOException {
        Answer answer = redirected(visit);
        Map<String, String> all = new LinkedHashMap<>(answer.headers());
        all.put("access-control-allow-origin", "*");
        all.put("referrer-policy", "strict-origin-when-cross-origin");
        if (all.containsKey("content-type")) {
            all.put("x-content-type-options", "nosniff");
        }
        return answer.finished(all, headers, visit);
    }

    private Answer redirected(Visit visit) throws IOException {
        Optional<Redirect> redirect = redirects.find(visit.host(), visit.path());
        if (redirect.isPresent() && redirect.get().status() != 200) {
            return Answer.moved(visit, redirect.get());
        }
        if (!visit.method().equals("GET") && !visit.method().equals("HEAD")) {
            return Answer.empty(405);
        }
        String path = redirect.map(rule -> UrlPath.normal(rule.to().replaceFirst("[?#].*$", "")))
                .orElse(visit.path());
        return found(visit, UrlPath.decode(path));
    }

    /** What answers at a path that no rule redirects; the path is decoded. */
    private Answer found(Visit visit, String path) throws IOException {
        if (path.endsWith("/")) {
            return inDirectory(visit, path);
        }
        if (assets.containsKey(path)) {
            return path.endsWith(HTML) ? page(visit, path) : serve(visit, path);
        }
        if (path.endsWith("/index")) {
            return permanently(visit, cut(path, "index"));
        }
        if (assets.containsKey(path + HTML)) {
            return serve(visit, path + HTML);
        }
        return assets.containsKey(path + "/index.html") ? permanently(visit, path + "/") : missing(visit, path);
    }

    private Answer inDirectory(Visit visit, String path) throws IOException {
        if (assets.containsKey(path + "index.html")) {
            return serve(visit, path + "index.html");
        }
        if (path.endsWith("/index/")) {
            return permanently(visit, cut(path, "index/"));
        }
        return assets.containsKey(cut(path, "/") + HTML) ? permanently(visit, cut(path, "/")) : missing(visit, path);
    }

    /** An HTML file that was asked for by its whole name: it has a shorter one, unless that is another file's. */
    private Answer page(Visit visit, String path) throws IOException {
        String bare = cut(path, HTML);
        if (bare.endsWith("/index")) {
            return permanently(visit, cut(bare, "index"));
        }
        return assets.containsKey(bare) || bare.equals("/") ? serve(visit, path) : permanently(visit, bare);
    }

    private Answer serve(Visit visit, String path) throws IOException {
        StoredAsset asset = asset(path);
        if (visit.knows(asset)) {
            return Answer.empty(304);
        }
        Map<String, String> headers = new LinkedHashMap<>(Answer.describing(visit, asset));
        if (visit.host().endsWith(PAGES_HOST) && visit.host().split("\\.", -1).length > 3) {
            headers.put("x-robots-tag", "noindex");
        }
        return new Answer(200, headers, shelf.content(asset.sha256()));
    }

    private Answer missing(Visit visit, String path) throws IOException {
        for (int slash = path.lastIndexOf('/'); slash >= 0; slash = path.lastIndexOf('/', slash - 1)) {
            String page = path.substring(0, slash) + "/404.html";
            if (assets.containsKey(page)) {
                StoredAsset asset = asset(page);
                return new Answer(404, Map.of("content-type", asset.servedType()), shelf.content(asset.sha256()));
            }
        }
        return assets.containsKey("/index.html") ? serve(visit, "/index.html") : Answer.empty(404);
    }

    private StoredAsset asset(String path) {
        return Optional.ofNullable(assets.get(path)).orElseThrow();
    }

    private static Answer permanently(Visit visit, String path) {
        String one = "/" + path.replaceFirst("^[/\\\\\\s]+", "");
        return new Answer(
                308, Map.of("location", UrlPath.encode(one.replace("%", "%25")) + visit.search()), Content.empty());
    }

    private static String cut(String path, String end) {
        return path.substring(0, path.length() - end.length());
    }
}
