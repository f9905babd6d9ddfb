package com.pmerit.d4.sandbox.assets;

import com.pmerit.d4.sandbox.assets.RedirectRules.Redirect;
import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An answer before the rules for headers.
 *
 * @param headers by lower-case name
 */
record Answer(int status, Map<String, String> headers, Content body) {
    /** The library that writes answers sets these itself. */
    private static final Set<String> NOT_OURS = Set.of("content-length", "transfer-encoding", "connection");

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), Content.empty());
    }

    /** To another place by a rule: the query comes along unless the rule has one of its own. */
    static Answer moved(Visit visit, Redirect rule) {
        String origin = "https://" + visit.host();
        String to = rule.to();
        if (to.startsWith(origin + "/")) {
            to = to.substring(origin.length());
        }
        int mark = to.indexOf('#');
        String fragment = mark < 0 ? "" : to.substring(mark);
        String target = mark < 0 ? to : to.substring(0, mark);
        String location = target + (target.contains("?") ? "" : visit.search()) + fragment;
        Content words = rule.status() == 308 ? Content.empty() : Content.of("Redirecting to " + location);
        Map<String, String> headers = new LinkedHashMap<>(Map.of("location", location));
        if (words.size() > 0) {
            headers.put("content-type", "text/plain;charset=UTF-8");
        }
        return new Answer(rule.status(), headers, words);
    }

    /** The headers that tell what a file is, and that browsers shall ask again before they use it again. */
    static Map<String, String> describing(Visit visit, StoredAsset asset) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("etag", asset.tag());
        if (!asset.servedType().isEmpty()) {
            headers.put("content-type", asset.servedType());
        }
        if (!visit.special()) {
            headers.put("cache-control", "public, max-age=0, must-revalidate");
        }
        return headers;
    }

    /** The answer with these headers instead of its own, changed by the rules. */
    Response finished(Map<String, String> all, HeaderRules rules, Visit visit) {
        Map<String, String> changed = new LinkedHashMap<>(all);
        rules.apply(changed, visit.host(), visit.path());
        NOT_OURS.forEach(changed::remove);
        String type = Optional.ofNullable(changed.remove("content-type")).orElse("");
        Response response = Response.bytes(status, type, body.bytes());
        for (Map.Entry<String, String> header : changed.entrySet()) {
            response = response.header(header.getKey(), header.getValue());
        }
        return response;
    }
}
