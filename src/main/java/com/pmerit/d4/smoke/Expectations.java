package com.pmerit.d4.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.pmerit.d4.contract.Expectation;
import com.pmerit.d4.contract.Smoke;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds an answer against what the contract says of a healthy one, whoever gave it. */
final class Expectations {
    private static final Pattern CLOUDFLARE_ERROR = Pattern.compile("(?i)error code:?\\s*(1\\d{3})\\b");

    private final Smoke smoke;

    Expectations(Smoke smoke) {
        this.smoke = smoke;
    }

    /** All that is wrong with it, in words; nothing when it is right. */
    List<String> faults(Answer answer, JsonAnswer json) {
        boolean html = answer.mediaType().filter("text/html"::equals).isPresent();
        if (answer.status() == smoke.status() && html && expectsJson()) {
            return List.of(
                    "an HTML page where JSON was expected: the site's fallback page (/* /index.html 200) answers "
                            + smoke.path() + ", not the Worker");
        }
        List<String> faults = new ArrayList<>();
        if (answer.status() != smoke.status()) {
            faults.add(wrongStatus(answer));
        } else {
            contentType(answer, faults);
        }
        json(answer, json, faults);
        smoke.headers().forEach((name, expectation) -> header(answer, name, expectation, faults));
        marker(answer, faults);
        return faults;
    }

    /** Whether an API answers, and not a page. */
    boolean expectsJson() {
        return !smoke.json().isEmpty()
                || smoke.contentType().filter("application/json"::equals).isPresent();
    }

    private String wrongStatus(Answer answer) {
        int status = answer.status();
        String expected = "status " + status + " where " + smoke.status() + " was expected";
        Matcher error = CLOUDFLARE_ERROR.matcher(answer.roughText());
        if (status >= 500 && error.find()) {
            String meaning = "1101".equals(error.group(1)) ? " (the Worker threw an exception)" : "";
            return expected + ": Cloudflare error " + error.group(1) + meaning;
        }
        if (status == 404) {
            return expected + ": the health path is wrong, or the Worker does not serve it: " + smoke.path();
        }
        if (status >= 300 && status < 400) {
            return expected + ": it redirects to "
                    + answer.quoted(answer.header("location").orElse("nowhere")) + ", and a health path answers itself";
        }
        if (status == 401 || status == 403) {
            return expected + ": the health path asks for a login, or a firewall rule stops d4";
        }
        return expected;
    }

    private void contentType(Answer answer, List<String> faults) {
        smoke.contentType()
                .filter(type -> !answer.mediaType().equals(Optional.of(type)))
                .ifPresent(type -> faults.add(
                        "content type " + answer.mediaType().map(answer::quoted).orElse("missing") + " where \"" + type
                                + "\" was expected"));
    }

    private void json(Answer answer, JsonAnswer json, List<String> faults) {
        if (smoke.json().isEmpty()) {
            return;
        }
        if (json.document().isPresent()) {
            smoke.json()
                    .forEach(
                            (path, expectation) -> field(answer, json.document().get(), path, expectation, faults));
        } else if (answer.status() == smoke.status()) {
            faults.add(json.fault());
        }
    }

    private static void field(
            Answer answer, JsonNode document, String path, Expectation expectation, List<String> faults) {
        Optional<JsonNode> node = JsonAnswer.at(document, path);
        if (node.isEmpty()) {
            faults.add("JSON \"" + path + "\" is missing where " + expectation.shown() + " was expected");
        } else if (node.get().isContainerNode()) {
            faults.add("JSON \"" + path + "\" is " + (node.get().isArray() ? "an array" : "an object") + " where "
                    + expectation.shown() + " was expected");
        } else if (!expectation.accepts(node.get().asText())) {
            faults.add("JSON \"" + path + "\" is " + answer.quoted(node.get().asText()) + " where "
                    + expectation.shown() + " was expected");
        }
    }

    private static void header(Answer answer, String name, Expectation expectation, List<String> faults) {
        Optional<String> value = answer.header(name);
        if (value.filter(expectation::accepts).isEmpty()) {
            faults.add("header \"" + name + "\" is " + value.map(answer::quoted).orElse("missing") + " where "
                    + expectation.shown() + " was expected");
        }
    }

    private void marker(Answer answer, List<String> faults) {
        smoke.marker()
                .filter(text -> !answer.roughText().contains(text))
                .ifPresent(text -> faults.add("the text \"" + text + "\" does not occur in the body"
                        + (answer.isTooLong() ? "'s first 256 KiB" : "")));
    }
}
