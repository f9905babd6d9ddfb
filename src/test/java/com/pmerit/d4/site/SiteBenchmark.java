package com.pmerit.d4.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.assets.ContentTypes;
import com.pmerit.d4.assets.SiteTree;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Times d4 and {@code wrangler pages deploy} publishing the same trees to an embedded Cloudflare each, and hashing against the
 * machine's memory; run by {@code src/it/benchmark-site.sh}, never by a build.
 */
final class SiteBenchmark {
    private static final String COMMIT = "4be1c07d5a3f4be1c07d5a3f4be1c07d5a3f0001";
    private static final int KIBI = 1024;
    private static final int MANY = Integer.getInteger("files", 20_000);
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final List<String> lines = new ArrayList<>();

    @TempDir
    private Path directory;

    /** A process that has ended: how long it ran, and the most memory that one process of it held. */
    private record Measured(long millis, long mebibytes) {}

    /** The accounts of one run: neither side finds there what the other one uploaded. */
    private record Accounts(LiveAccount wrangler, LiveAccount d4) {}

    @Test
    void compare() throws Exception {
        Path few = tree("few", 200, 50 * KIBI);
        Path many = tree("many", MANY, 52 * KIBI);
        lines.add(String.format(Locale.ROOT, "%-42s %10s %10s %8s %8s", "ms, MiB of memory", "wrangler", "d4", "", ""));
        for (int run = 0; run < Integer.getInteger("runs", 3); run++) {
            try (LiveAccount one = project("w" + run);
                    LiveAccount other = project("d" + run)) {
                Accounts accounts = new Accounts(one, other);
                compare("200 files, 10 MB", few, accounts);
                compare("the same again", few, accounts);
                compare(String.format(Locale.ROOT, "%,d files, %.2f GB", MANY, MANY * 52 * KIBI / 1e9), many, accounts);
                change(many, run);
                compare("the same with 1 % changed", many, accounts);
            }
        }
        hashing(many);
        Files.write(Path.of("target", "benchmark-site.txt"), lines);
    }

    private LiveAccount project(String name) throws Exception {
        LiveAccount account = new LiveAccount(directory.resolve(name));
        account.others
                .call("POST", "/pages/projects", "{\"name\":\"shop\",\"production_branch\":\"main\"}")
                .result();
        return account;
    }

    private void compare(String what, Path tree, Accounts accounts) throws Exception {
        Measured wrangler = measured(wrangler(tree), accounts.wrangler());
        Measured d4 = measured(d4(tree, accounts.d4()), accounts.d4());
        lines.add(String.format(
                Locale.ROOT,
                "%-42s %,6d %3d %,6d %3d %7.1f x %7.1f x",
                what,
                wrangler.millis(),
                wrangler.mebibytes(),
                d4.millis(),
                d4.mebibytes(),
                (double) wrangler.millis() / d4.millis(),
                (double) wrangler.mebibytes() / d4.mebibytes()));
        System.out.println(lines.get(lines.size() - 1));
    }

    private static List<String> wrangler(Path tree) {
        String script = Path.of("target", "node_modules", "wrangler", "bin", "wrangler.js")
                .toAbsolutePath()
                .toString();
        return List.of(
                "node",
                script,
                "pages",
                "deploy",
                tree.toString(),
                "--project-name",
                "shop",
                "--branch",
                "main",
                "--commit-hash",
                COMMIT,
                "--commit-message",
                "by wrangler",
                "--commit-dirty=false");
    }

    private static List<String> d4(Path tree, LiveAccount account) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SiteTimes.class.getName(),
                account.sandbox.api().toString(),
                LiveAccount.ID,
                "shop",
                tree.toString(),
                COMMIT);
    }

    private Measured measured(List<String> command, LiveAccount account) throws Exception {
        Path told = directory.resolve("told.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(told.toFile());
        builder.environment().put("HOME", directory.resolve("home").toString());
        builder.environment()
                .put("CLOUDFLARE_API_BASE_URL", account.sandbox.api().toString());
        builder.environment().put("CLOUDFLARE_API_TOKEN", account.sandbox.token());
        builder.environment().put("CLOUDFLARE_ACCOUNT_ID", LiveAccount.ID);
        builder.environment().put("WRANGLER_SEND_METRICS", "false");
        builder.environment().put("CI", "true");
        long start = System.nanoTime();
        Process process = builder.start();
        long most = 0;
        while (process.isAlive()) {
            long now = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                    .mapToLong(handle -> peak(handle.pid()))
                    .max()
                    .orElse(0);
            most = Math.max(most, now);
            Thread.sleep(20);
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertThat(process.exitValue()).as(Files.readString(told)).isZero();
        return new Measured(millis, most / KIBI);
    }

    /** The most memory that a process has held so far, in KiB, as Linux tells; nothing when it is gone. */
    private static long peak(long pid) {
        try (Stream<String> status = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return status.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException gone) {
            return 0;
        }
    }

    private Path tree(String name, int files, int bytes) throws IOException {
        Path root = Files.createDirectories(directory.resolve(name));
        Files.writeString(root.resolve("index.html"), "<h1>" + name + "</h1>");
        SplittableRandom random = new SplittableRandom(files);
        for (int index = 1; index < files; index++) {
            Path folder = Files.createDirectories(root.resolve("assets/" + index % 100));
            Files.write(folder.resolve("chunk-" + index + ".js"), bytes(random, bytes));
        }
        return root;
    }

    private static byte[] bytes(SplittableRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Other bytes in every hundredth file. */
    private static void change(Path root, int run) throws IOException {
        SplittableRandom random = new SplittableRandom(1_000_003L + run);
        for (int index = 100; index < MANY; index += 100) {
            Path file = root.resolve("assets/" + index % 100 + "/chunk-" + index + ".js");
            Files.write(file, bytes(random, 52 * KIBI));
        }
    }

    /** Hashing a tree that the system holds in memory, and how fast all cores read memory. */
    private static void hashing(Path tree) throws IOException {
        long bytes = size(tree);
        long busy = processorMillis();
        long hashed = best(() -> {
            try {
                return SiteTree.read(tree, PagesFiles::isLeftOut, ContentTypes.ofPages())
                        .files()
                        .size();
            } catch (IOException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        });
        double cores = (double) (processorMillis() - busy) / (hashed * 3);
        long[] memory = new long[32 * 1024 * 1024];
        long read = best(() -> IntStream.range(0, CORES)
                .parallel()
                .mapToLong(part -> LongStream.range(
                                (long) part * memory.length / CORES, (long) (part + 1) * memory.length / CORES)
                        .map(index -> memory[(int) index])
                        .sum())
                .sum());
        double hashRate = bytes / 1e6 / Math.max(1, hashed);
        double memoryRate = memory.length * 8L / 1e6 / Math.max(1, read);
        lines.add(String.format(
                Locale.ROOT,
                "hashing: %.2f GB/s on %d cores (%.1f of them busy); reading memory: %.1f GB/s, %.0f times as fast",
                hashRate,
                CORES,
                cores,
                memoryRate,
                memoryRate / hashRate));
    }

    private static long processorMillis() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1_000_000;
    }

    /** The least milliseconds of three runs. */
    private static long best(LongSupplier work) {
        long best = Long.MAX_VALUE;
        for (int run = 0; run < 3; run++) {
            long start = System.nanoTime();
            assertThat(work.getAsLong()).isNotNegative();
            best = Math.min(best, (System.nanoTime() - start) / 1_000_000);
        }
        return best;
    }

    private static long size(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
