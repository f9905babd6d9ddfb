package com.pmerit.d4.sandbox.runtime;

import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.WireFormat;
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
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.HttpRequestHandler;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Takes one request from its host to the version that answers it, and the answer back. */
final class FrontService implements HttpRequestHandler {
    private static final String VISITOR = "127.0.0.1";

    private final WorkerDirectory directory;
    private final WorkerRuntime runtime;
    private final VersionChoice choice;
    private final Upstream upstream;
    private final AtomicLong rays = new AtomicLong(System.nanoTime() & 0xffff_ffff_ffffL);

    FrontService(WorkerDirectory directory, WorkerRuntime runtime, VersionChoice choice, Upstream upstream) {
        this.directory = directory;
        this.runtime = runtime;
        this.choice = choice;
        this.upstream = upstream;
    }

    @Override
    public void handle(ClassicHttpRequest request, ClassicHttpResponse answer, HttpContext context) throws IOException {
        String ray = String.format("%016x", 0x9d40_0000_0000_0000L | rays.incrementAndGet());
        Optional<Header> hostHeader = Optional.ofNullable(request.getFirstHeader("Host"));
        Host host = Host.of(hostHeader.map(Header::getValue).orElse(""));
        Optional<Target> target = target(host, path(request));
        if (target.isEmpty()) {
            write(Pages.nothingHere(), answer, ray);
        } else if (request.containsHeader("Upgrade")) {
            write(Pages.notEmulated("WebSockets"), answer, ray);
        } else {
            run(target.get(), host, ray, request, answer);
        }
    }

    private void run(Target target, Host host, String ray, ClassicHttpRequest request, ClassicHttpResponse answer)
            throws IOException {
        String id = version(target, request);
        Optional<RunnableVersion> version = directory.version(target.account(), target.script(), id);
        if (version.isEmpty()) {
            write(Pages.cannotRun(target.script(), "Its version " + id + " is gone."), answer, ray);
            return;
        }
        Lease lease = runtime.lease(version.get());
        boolean handedOver = false;
        try {
            if (lease.start() instanceof Start.Listening listening) {
                ClassicHttpResponse got = upstream.send(
                        forWorker(request, host, ray), listening.process().port());
                handedOver = relay(got, lease, answer, ray);
            } else {
                write(Pages.cannotRun(target.script(), reason(lease.start())), answer, ray);
            }
        } finally {
            if (!handedOver) {
                lease.close();
            }
        }
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

    /** What Cloudflare adds for the Worker (Cloudflare documentation, "HTTP request headers"). */
    private static ClassicHttpRequest forWorker(ClassicHttpRequest request, Host host, String ray) {
        ClassicHttpRequest copy = Upstream.copy(request);
        copy.setHeader("Host", host.authority());
        copy.setHeader(WorkerConfig.PROTOCOL_HEADER, host.scheme());
        copy.setHeader(
                WorkerConfig.REQUEST_INFO_HEADER,
                "{\"colo\":\"LO4\",\"country\":\"XX\",\"httpProtocol\":\"HTTP/1.1\",\"tlsVersion\":\"TLSv1.3\"}");
        copy.setHeader("cf-ray", ray);
        copy.setHeader("cf-connecting-ip", VISITOR);
        copy.setHeader("x-real-ip", VISITOR);
        copy.setHeader("cf-visitor", "{\"scheme\":\"" + host.scheme() + "\"}");
        return copy;
    }

    /** Whether the lease now belongs to the answer's body. */
    private static boolean relay(ClassicHttpResponse got, Lease lease, ClassicHttpResponse answer, String ray)
            throws IOException {
        if (got.containsHeader(WorkerConfig.FAILED_HEADER)) {
            got.close();
            write(Pages.exception(), answer, ray);
            return false;
        }
        answer.setCode(got.getCode());
        for (Header header : got.getHeaders()) {
            if (Upstream.passes(header)) {
                answer.addHeader(header.getName(), header.getValue());
            }
        }
        sign(answer, ray);
        HttpEntity body = got.getEntity();
        if (body == null) {
            got.close();
            return false;
        }
        answer.setEntity(new LeasedEntity(body, lease));
        return true;
    }

    private static String reason(Start start) {
        if (start instanceof Start.Refused refused) {
            return refused.words();
        }
        return start instanceof Start.Unable unable ? unable.reason() : "";
    }

    private static void write(Response page, ClassicHttpResponse answer, String ray) {
        WireFormat.write(page, answer);
        sign(answer, ray);
    }

    private static void sign(ClassicHttpResponse answer, String ray) {
        answer.setHeader("Server", "cloudflare");
        answer.setHeader("cf-ray", ray + "-LO4");
    }

    private static Optional<String> header(ClassicHttpRequest request, String name) {
        return Optional.ofNullable(request.getFirstHeader(name)).map(Header::getValue);
    }

    private static String path(ClassicHttpRequest request) {
        return request.getPath().replaceFirst("\\?.*$", "");
    }
}
