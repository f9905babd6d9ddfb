package com.pmerit.d4.sandbox.runtime;

import com.pmerit.d4.sandbox.http.LoopbackServer;
import com.pmerit.d4.sandbox.workers.WorkerDirectory;
import java.io.IOException;
import java.net.URI;
import java.util.random.RandomGenerator;

/** The edge: an HTTP server on 127.0.0.1 at which Workers and Pages sites answer, each at its host names. */
public final class Front implements AutoCloseable {
    private final LoopbackServer server;
    private final Upstream upstream;

    private Front(LoopbackServer server, Upstream upstream) {
        this.server = server;
        this.upstream = upstream;
    }

    /**
     * Starts the server; no Worker yet.
     *
     * @param port 1 to 65535, or 0 for any free port
     * @param directory which Worker answers at which host
     * @param sites which Pages site answers where no Worker does
     * @param runtime runs the Workers; not closed by this object
     * @param random chooses between versions by percentage
     * @throws IOException when the port is taken
     */
    public static Front start(
            int port, WorkerDirectory directory, SiteDirectory sites, WorkerRuntime runtime, RandomGenerator random)
            throws IOException {
        Upstream upstream = new Upstream();
        FrontService service =
                new FrontService(directory, sites, new VersionChoice(random), new WorkerCalls(runtime, upstream));
        return new Front(LoopbackServer.start(port, service), upstream);
    }

    /** The port that is listened on. */
    public int port() {
        return server.port();
    }

    /** {@code http://127.0.0.1:PORT}: the host of a Worker goes into the Host header. */
    public URI uri() {
        return server.uri();
    }

    @Override
    public void close() {
        server.close();
        upstream.close();
    }
}
