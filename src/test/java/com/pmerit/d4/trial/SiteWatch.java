package com.pmerit.d4.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pmerit.d4.sandbox.Sandbox;
import com.pmerit.d4.sandbox.Visitor;
import com.pmerit.d4.sandbox.http.RequestLog.Arrival;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Visits a site whenever a call about sites comes in, before anything is done about that. Users must meet one whole site at any
 * time, and the old one until the new one is published; and no file may be sent that is there already.
 */
public final class SiteWatch {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UPLOAD = "POST /pages/assets/upload";
    private static final Pattern INDEX = Pattern.compile("<script src=\"([^\"]+)\">.*>([^<>]+)", Pattern.DOTALL);

    private final Sandbox sandbox;
    private final Path uploaded;
    private final String host;
    private final String old;
    private final List<String> broken = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger arrivals = new AtomicInteger();
    private volatile boolean publishing;

    private SiteWatch(Sandbox sandbox, Path state, String host) throws IOException {
        this.sandbox = sandbox;
        this.uploaded = state.resolve("pages").resolve("assets");
        this.host = host;
        this.old = shown();
    }

    /**
     * Watches from now on.
     *
     * @param state where the sandbox keeps its state
     * @param host of the site, whose index names a script and ends in a word that the script holds too
     */
    public static SiteWatch over(Sandbox sandbox, Path state, String host) throws IOException {
        SiteWatch watch = new SiteWatch(sandbox, state, host);
        sandbox.requests().tell(watch::see);
        return watch;
    }

    /** Whether a call is about a site. */
    public static boolean concerns(String template) {
        return template.contains("/pages/");
    }

    /** What was wrong so far; none when all was well. */
    public List<String> broken() {
        return List.copyOf(broken);
    }

    /** How many calls about sites it saw. */
    public int calls() {
        return calls.get();
    }

    /** Waits until no request that it saw is being served any more, such as one whose sender has gone away. */
    public void settles() throws InterruptedException {
        while (sandbox.requests().entries().size() < arrivals.get()) {
            Thread.sleep(1);
        }
    }

    /** The word that the site says to its users; that it is no whole site is noted. */
    public String shown() throws IOException {
        Visitor visitor = new Visitor(sandbox);
        String index = visitor.get(host, "/").body();
        Matcher parts = INDEX.matcher(index);
        if (!parts.matches()) {
            broken.add("the index is '" + index + "'");
            return "";
        }
        Visitor.Page script = visitor.get(host, parts.group(1));
        if (script.status() != 200 || !script.body().contains(parts.group(2))) {
            broken.add("the index is '" + index + "', and its script answers " + script);
        }
        return parts.group(2);
    }

    private void see(Arrival arrival) {
        arrivals.incrementAndGet();
        if (!concerns(arrival.template())) {
            return;
        }
        try {
            calls.incrementAndGet();
            look(arrival.request().method() + " " + arrival.template(), arrival);
        } catch (IOException unanswered) {
            throw new UncheckedIOException(unanswered);
        }
    }

    private void look(String call, Arrival arrival) throws IOException {
        String shown = shown();
        if (!publishing && !shown.equals(old)) {
            broken.add("at " + call + " the site says '" + shown + "' before it is published");
        }
        if (call.equals(UPLOAD)) {
            for (JsonNode file : JSON.readTree(arrival.request().body().bytes())) {
                if (isThere(file.path("key").asText())) {
                    broken.add("file " + file.path("key").asText() + " is uploaded once more");
                }
            }
        }
        publishing = publishing || (call.startsWith("POST ") && call.endsWith("/deployments"));
    }

    private boolean isThere(String hash) throws IOException {
        if (Files.notExists(uploaded)) {
            return false;
        }
        try (Stream<Path> projects = Files.list(uploaded)) {
            return projects.anyMatch(project -> Files.exists(project.resolve(hash + ".json")));
        }
    }
}
