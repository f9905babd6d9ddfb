package com.pmerit.d4.sandbox.assets;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.sandbox.http.Fields;
import com.pmerit.d4.sandbox.http.Refusal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a Worker's files are served: {@code assets.config} of an upload.
 *
 * @param workerFirst whether the Worker answers even where there is a file
 * @param toWorker paths that the Worker answers even where there is a file
 * @param toFiles paths that never reach the Worker
 */
public record AssetConfig(
        HtmlHandling html,
        NotFoundHandling notFound,
        boolean workerFirst,
        List<Pattern> toWorker,
        List<Pattern> toFiles,
        HeaderRules headers,
        RedirectRules redirects) {
    /** Makes the lists unchangeable. */
    public AssetConfig {
        toWorker = List.copyOf(toWorker);
        toFiles = List.copyOf(toFiles);
    }

    /** Reads a configuration; what Cloudflare would refuse is refused with this code. */
    public static AssetConfig read(JsonNode config, int code) {
        Fields fields = new Fields(config, "assets.config", code);
        String html = fields.text("html_handling", "auto-trailing-slash");
        String notFound = fields.text("not_found_handling", "none");
        boolean listed = fields.has("run_worker_first")
                && fields.node("run_worker_first").isArray();
        List<String> rules = listed ? fields.texts("run_worker_first") : List.of();
        AssetConfig read = new AssetConfig(
                HtmlHandling.of(html).orElseThrow(() -> unknown("html_handling", html, code)),
                NotFoundHandling.of(notFound).orElseThrow(() -> unknown("not_found_handling", notFound, code)),
                !listed && fields.flag("run_worker_first", false),
                patterns(rules.stream().filter(rule -> !rule.startsWith("!"))),
                patterns(rules.stream().filter(rule -> rule.startsWith("!")).map(rule -> rule.substring(1))),
                HeaderRules.parse(fields.text("_headers", "")),
                RedirectRules.parse(fields.text("_redirects", "")));
        fields.refuseOthers();
        return read;
    }

    private static Refusal unknown(String field, String word, int code) {
        return Refusal.of(400, code, field + " of assets.config cannot be '" + word + "'");
    }

    /** A star stands for anything. */
    private static List<Pattern> patterns(Stream<String> rules) {
        return rules.map(rule -> Pattern.compile(
                        Stream.of(rule.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"))))
                .toList();
    }
}
