package com.pmerit.d4.sandbox.runtime;

import com.pmerit.d4.sandbox.http.LoopbackServer;
import com.pmerit.d4.sandbox.http.PlainService;
import com.pmerit.d4.sandbox.workers.RunnableVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs versions of Workers, each in a workerd of its own that is started when it is first needed and stays until room is needed for
 * another. A version that crashes takes no other with it and is started again by its next request. Safe for use by several threads.
 */
public final class WorkerRuntime implements AutoCloseable {
    private static final int MOST_AT_ONCE = 8;

    private final Launcher launcher;
    private final LoopbackServer backend;
    private final Map<Key, Slot> slots = new HashMap<>();
    private long uses;
    private boolean closed;

    private record Key(String account, String script, String version) {}

    private WorkerRuntime(Launcher launcher, LoopbackServer backend) {
        this.launcher = launcher;
        this.backend = backend;
    }

    /**
     * Starts the server behind the bindings; no workerd yet.
     *
     * @param binary where workerd is looked for, each time one is started
     * @param directory for what Workers print ({@code workers.log}) and for short-lived configurations
     * @param internet whether Workers may reach public addresses
     * @param bindings who answers each kind of binding
     * @throws IOException when no port can be had
     */
    public static WorkerRuntime start(
            WorkerdBinary binary, Path directory, boolean internet, Map<BindingKind, BindingHandler> bindings)
            throws IOException {
        Files.createDirectories(directory);
        LoopbackServer backend = LoopbackServer.start(0, new PlainService(new BindingBackend(bindings)::answer));
        WorkerLog log = new WorkerLog(directory.resolve("workers.log"));
        return new WorkerRuntime(new Launcher(binary, directory.resolve("run"), log, internet), backend);
    }

    /** Starts a version that was just uploaded, to see whether it can. It is then ready for its first request. */
    public VersionCheck check(RunnableVersion version) {
        Lease lease = lease(version);
        lease.close();
        if (lease.start() instanceof Start.Refused refused) {
            return new VersionCheck.DoesNotStart(refused.words());
        }
        if (lease.start() instanceof Start.Unable unable) {
            return new VersionCheck.Unknown(unable.reason());
        }
        return new VersionCheck.Starts();
    }

    /** Ends every workerd and the server behind the bindings. */
    @Override
    public void close() {
        List<Slot> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(slots.values());
            slots.clear();
        }
        all.forEach(Slot::stop);
        backend.close();
    }

    /** A version that is running, or the reason why not. The lease keeps it running until it is closed. */
    Lease lease(RunnableVersion version) {
        Key key = new Key(version.account(), version.script(), version.id());
        Slot slot;
        synchronized (this) {
            if (closed) {
                return new Lease(new Start.Unable("the embedded Cloudflare is shutting down"), () -> {});
            }
            slot = slots.computeIfAbsent(key, unused -> new Slot());
            slot.take(++uses);
        }
        Start start = slot.running(() -> launcher.launch(version, backend.port()));
        makeRoom();
        return new Lease(start, () -> release(slot));
    }

    private synchronized void release(Slot slot) {
        slot.giveBack();
    }

    private void makeRoom() {
        List<Slot> surplus;
        synchronized (this) {
            List<Map.Entry<Key, Slot>> idle = slots.entrySet().stream()
                    .filter(entry -> entry.getValue().isIdle())
                    .sorted(Comparator.comparingLong(entry -> entry.getValue().lastUse()))
                    .limit(Math.max(0, slots.size() - MOST_AT_ONCE))
                    .toList();
            idle.forEach(entry -> slots.remove(entry.getKey()));
            surplus = idle.stream().map(Map.Entry::getValue).toList();
        }
        surplus.forEach(Slot::stop);
    }
}
