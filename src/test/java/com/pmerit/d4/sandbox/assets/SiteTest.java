package com.pmerit.d4.sandbox.assets;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Response;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SiteTest {
    private static final String HOST = "site.pages.dev";
    private static final List<String> FILES = List.of(
            "/index.html",
            "/about.html",
            "/blog/index.html",
            "/both",
            "/both.html",
            "/style.css",
            "/a b.txt",
            "/ä.html",
            "/100%.txt",
            "/docs/404.html");

    @ParameterizedTest
    @CsvSource({
        "/,/index.html",
        "/about,/about.html",
        "/blog/,/blog/index.html",
        "/both,/both",
        "/both.html,/both.html",
        "/style.css,/style.css",
        "/a%20b.txt,/a b.txt",
        "/%C3%A4,/ä.html",
        "/100%25.txt,/100%.txt",
        "/x/../about,/about.html",
        "/%2e%2e/about,/about.html",
        "/no/such/page,/index.html"
    })
    void answersWithTheFileOfAPath(String path, String file) throws IOException {
        Response response = get(site(FILES), path);

        assertThat(response.status()).isEqualTo(200);
        assertThat(body(response)).isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource({
        "/index.html,/",
        "/index,/",
        "/index/,/",
        "/about.html,/about",
        "/about/,/about",
        "/blog,/blog/",
        "/blog/index.html,/blog/",
        "/blog/index,/blog/",
        "/about.html?a=1&b=2,/about?a=1&b=2",
        "/%C3%A4.html,/%C3%A4"
    })
    void redirectsToTheOnePathOfAPage(String path, String location) throws IOException {
        Response response = get(site(FILES), path);

        assertThat(response.status()).isEqualTo(308);
        assertThat(header(response, "location")).isEqualTo(location);
    }

    @Test
    void answersWithTheNearestNotFoundPage() throws IOException {
        List<String> files = List.of("/index.html", "/404.html", "/docs/404.html");

        Response below = get(site(files), "/docs/deep/er");
        Response top = get(site(files), "/x");

        assertThat(below.status()).isEqualTo(404);
        assertThat(body(below)).isEqualTo("/docs/404.html");
        assertThat(body(top)).isEqualTo("/404.html");
        assertThat(below.contentType()).isEqualTo("text/html; charset=utf-8");
    }

    @Test
    void answersWithNothingWhereThereIsNoPageAtAll() throws IOException {
        Response response = get(site(List.of("/style.css")), "/x");

        assertThat(response.status()).isEqualTo(404);
        assertThat(body(response)).isEmpty();
    }

    @Test
    void sendsTheHeadersOfPages() throws IOException {
        Response response = get(site(FILES), "/about");

        assertThat(response.contentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(header(response, "cache-control")).isEqualTo("public, max-age=0, must-revalidate");
        assertThat(header(response, "access-control-allow-origin")).isEqualTo("*");
        assertThat(header(response, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(response, "referrer-policy")).isEqualTo("strict-origin-when-cross-origin");
        assertThat(header(response, "etag")).matches("\"[0-9a-f]{32}\"");
        assertThat(response.headers().first("x-robots-tag")).isEmpty();
    }

    @Test
    void keepsPreviewsOutOfSearchEngines() throws IOException {
        Response response =
                site(FILES).answer(Visit.of("GET", "abcdef01.site.pages.dev", "/about", Optional.empty(), false));

        assertThat(header(response, "x-robots-tag")).isEqualTo("noindex");
    }

    @Test
    void saysThatAKnownFileHasNotChanged() throws IOException {
        String tag = header(get(site(FILES), "/about"), "etag");

        for (String known : List.of(tag, "W/" + tag)) {
            Response response = site(FILES).answer(Visit.of("GET", HOST, "/about", Optional.of(known), false));
            assertThat(response.status()).isEqualTo(304);
            assertThat(body(response)).isEmpty();
        }
        assertThat(site(FILES)
                        .answer(Visit.of("GET", HOST, "/about", Optional.of("\"other\""), false))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesToBeWrittenTo() throws IOException {
        assertThat(site(FILES)
                        .answer(Visit.of("POST", HOST, "/about", Optional.empty(), false))
                        .status())
                .isEqualTo(405);
    }

    @Test
    void followsRedirectRulesBeforeItLooksForFilesAndKeepsTheQuery() throws IOException {
        Site site = site(FILES, "", """
                /about /elsewhere 301
                /own https://site.pages.dev/here 308
                /away https://example.com/there#part 302
                /asked /x?y=1
                """);

        assertThat(get(site, "/about?a=1").status()).isEqualTo(301);
        assertThat(header(get(site, "/about?a=1"), "location")).isEqualTo("/elsewhere?a=1");
        assertThat(header(get(site, "/own"), "location")).isEqualTo("/here");
        assertThat(header(get(site, "/away?a=1"), "location")).isEqualTo("https://example.com/there?a=1#part");
        assertThat(header(get(site, "/asked?a=1"), "location")).isEqualTo("/x?y=1");
    }

    @Test
    void answersWithAnotherPathWhereARuleHasStatusTwoHundred() throws IOException {
        Response response = get(site(FILES, "", "/users/* /about 200\n"), "/users/12");

        assertThat(response.status()).isEqualTo(200);
        assertThat(body(response)).isEqualTo("/about.html");
    }

    @Test
    void appliesHeaderRulesToFilesAndToRedirects() throws IOException {
        Site site = site(FILES, "/*\n x-own: 1\n Content-Type: text/plain\n Content-Length: 7\n", "/old /new\n");

        assertThat(header(get(site, "/about"), "x-own")).isEqualTo("1");
        assertThat(get(site, "/about").contentType()).isEqualTo("text/plain");
        assertThat(get(site, "/about").headers().first("content-length")).isEmpty();
        assertThat(header(get(site, "/old"), "x-own")).isEqualTo("1");
    }

    private static Site site(List<String> files) {
        return site(files, "", "");
    }

    /** A site in which every file holds its own path. */
    private static Site site(List<String> files, String headers, String redirects) {
        Map<String, StoredAsset> assets = new HashMap<>();
        for (String path : files) {
            String type = path.endsWith(".css") ? "text/css" : "text/html";
            String hash = AssetHash.of(Content.of(path), AssetHash.extension(path));
            assets.put(path, new StoredAsset(hash, type, path));
        }
        return new Site(assets, HeaderRules.parse(headers), RedirectRules.parse(redirects), Content::of);
    }

    private static Response get(Site site, String target) throws IOException {
        return site.answer(Visit.of("GET", HOST, target, Optional.empty(), false));
    }

    private static String body(Response response) {
        return ((Response.Bytes) response.body()).content().text();
    }

    private static String header(Response response, String name) {
        return response.headers().first(name).orElseThrow();
    }
}
