package com.pmerit.d4.sandbox.runtime;

import com.pmerit.d4.sandbox.workers.RunnableVersion;
import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** Takes one request to a version that runs, and its answer back. */
final class WorkerCalls {
    private static final String VISITOR = "127.0.0.1";

    private final WorkerRuntime runtime;
    private final Upstream upstream;

    WorkerCalls(WorkerRuntime runtime, Upstream upstream) {
        this.runtime = runtime;
        this.upstream = upstream;
    }

    void run(RunnableVersion version, Host host, Ray ray, ClassicHttpRequest request, ClassicHttpResponse answer)
            throws IOException {
        Lease lease = runtime.lease(version);
        boolean handedOver = false;
        try {
            if (lease.start() instanceof Start.Listening listening) {
                ClassicHttpResponse got = upstream.send(
                        forWorker(request, host, ray), listening.process().port());
                handedOver = relay(got, lease, answer, ray);
            } else {
                ray.write(Pages.cannotRun(version.script(), reason(lease.start())), answer);
            }
        } finally {
            if (!handedOver) {
                lease.close();
            }
        }
    }

    /** What Cloudflare adds for the Worker (Cloudflare documentation, "HTTP request headers"). */
    private static ClassicHttpRequest forWorker(ClassicHttpRequest request, Host host, Ray ray) {
        ClassicHttpRequest copy = Upstream.copy(request);
        copy.setHeader("Host", host.authority());
        copy.setHeader(WorkerConfig.PROTOCOL_HEADER, host.scheme());
        copy.setHeader(
                WorkerConfig.REQUEST_INFO_HEADER,
                "{\"colo\":\"LO4\",\"country\":\"XX\",\"httpProtocol\":\"HTTP/1.1\",\"tlsVersion\":\"TLSv1.3\"}");
        copy.setHeader("cf-ray", ray.id());
        copy.setHeader("cf-connecting-ip", VISITOR);
        copy.setHeader("x-real-ip", VISITOR);
        copy.setHeader("cf-visitor", "{\"scheme\":\"" + host.scheme() + "\"}");
        return copy;
    }

    /** Whether the lease now belongs to the answer's body. */
    private static boolean relay(ClassicHttpResponse got, Lease lease, ClassicHttpResponse answer, Ray ray)
            throws IOException {
        if (got.containsHeader(WorkerConfig.FAILED_HEADER)) {
            got.close();
            ray.write(Pages.exception(), answer);
            return false;
        }
        answer.setCode(got.getCode());
        for (Header header : got.getHeaders()) {
            if (Upstream.passes(header)) {
                answer.addHeader(header.getName(), header.getValue());
            }
        }
        ray.sign(answer);
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
}
