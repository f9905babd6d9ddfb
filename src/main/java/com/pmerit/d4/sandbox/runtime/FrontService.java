package com.pmerit.d4.sandbox.runtime;

import com.pmerit.d4.sandbox.assets.Visit;
import com.pmerit.d4.sandbox.assets.WorkerAssets;
import com.pmerit.d4.sandbox.pages.PublishedSite;
import com.pmerit.d4.sandbox.workers.RunnableVersion;
import com.pmerit.d4.sandbox.workers.WorkerDirectory;
import com.pmerit.d4.sandbox.workers.WorkerDirectory.Deployed;
import com.pmerit.d4.sandbox.workers.WorkerDirectory.Exact;
import com.pmerit.d4.sandbox.workers.WorkerDirectory.Target;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.HttpRequestHandler;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Takes one request from its host to the version or the site that answers it, and the answer back. */
final class FrontService implements HttpRequestHandler {
    private final WorkerDirectory directory;
    private final SiteDirectory sites;
    private final VersionChoice choice;
    private final WorkerCalls calls;
    private final AtomicLong rays = new AtomicLong(System.nanoTime() & 0xffff_ffff_ffffL);

    FrontService(WorkerDirectory directory, SiteDirectory sites, VersionChoice choice, WorkerCalls calls) {
        this.directory = directory;
        this.sites = sites;
        this.choice = choice;
        this.calls = calls;
    }

    /** A site and the name that it was found by. */
    private record Found(String host, PublishedSite site) {}

    @Override
    public void handle(ClassicHttpRequest request, ClassicHttpResponse answer, HttpContext context) throws IOException {
        Ray ray = new Ray(String.format("%016x", 0x9d40_0000_0000_0000L | rays.incrementAndGet()));
        Host host = Host.of(header(request, "Host").orElse(""));
        Optional<Target> target = target(host, path(request));
        Optional<Found> site = target.isPresent() ? Optional.empty() : site(host);
        if (target.isEmpty() && site.isEmpty()) {
            ray.write(Pages.nothingHere(), answer);
        } else if (request.containsHeader("Upgrade")) {
            ray.write(Pages.notEmulated("WebSockets"), answer);
        } else if (target.isPresent()) {
            run(target.get(), host, ray, request, answer);
        } else {
            visit(site.orElseThrow(), host, ray, request, answer);
        }
    }

    private void run(Target target, Host host, Ray ray, ClassicHttpRequest request, ClassicHttpResponse answer)
            throws IOException {
        String id = version(target, request);
        Optional<RunnableVersion> version = directory.version(target.account(), target.script(), id);
        if (version.isEmpty()) {
            ray.write(Pages.cannotRun(target.script(), "Its version " + id + " is gone."), answer);
            return;
        }
        Visit visit = visit(host.names().get(0), request);
        boolean navigates =
                header(request, "Sec-Fetch-Mode").filter("navigate"::equals).isPresent();
        Optional<WorkerAssets> files = version.get().files(visit, navigates);
        if (files.isPresent()) {
            ray.write(files.get().answer(visit), answer);
        } else {
            calls.run(version.get(), host, ray, request, answer);
        }
    }

    /** Functions where they are asked, the files of the site elsewhere. */
    private void visit(Found found, Host host, Ray ray, ClassicHttpRequest request, ClassicHttpResponse answer)
            throws IOException {
        Visit visit = visit(found.host(), request);
        Optional<RunnableVersion> worker = found.site().worker(visit.path());
        if (worker.isPresent()) {
            calls.run(worker.get(), host, ray, request, answer);
        } else {
            ray.write(found.site().files().answer(visit), answer);
        }
    }

    private static Visit visit(String host, ClassicHttpRequest request) {
        return Visit.of(
                request.getMethod(),
                host,
                request.getPath(),
                header(request, "If-None-Match"),
                request.containsHeader("Authorization") || request.containsHeader("Range"));
    }

    private Optional<Found> site(Host host) throws IOException {
        for (String name : host.names()) {
            Optional<PublishedSite> site = sites.at(name);
            if (site.isPresent()) {
                return Optional.of(new Found(name, site.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<Target> target(Host host, String path) {
        return host.names().stream()
                .flatMap(name -> directory.at(name, path).stream())
                .findFirst();
    }

    private String version(Target target, ClassicHttpRequest request) {
        if (target instanceof Exact exact) {
            return exact.versionId();
        }
        return choice.choose(
                (Deployed) target,
                header(request, VersionChoice.OVERRIDE_HEADER),
                header(request, VersionChoice.AFFINITY_HEADER));
    }

    private static Optional<String> header(ClassicHttpRequest request, String name) {
        return Optional.ofNullable(request.getFirstHeader(name)).map(Header::getValue);
    }

    private static String path(ClassicHttpRequest request) {
        return request.getPath().replaceFirst("\\?.*$", "");
    }
}
