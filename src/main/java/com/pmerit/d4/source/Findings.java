package com.pmerit.d4.source;

import com.pmerit.d4.gate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The findings in all packages, in the packages' order. */
record Findings(List<Finding> all) {
    Findings {
        all = List.copyOf(all);
    }

    /** Looks at all packages side by side, and at every one of them whatever the others say. */
    static Findings of(List<Callable<Finding>> looks) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, looks.size()), task -> {
            Thread thread = new Thread(task, "d4-package");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Finding> findings = new ArrayList<>();
            for (Future<Finding> look : threads.invokeAll(looks)) {
                findings.add(look.get());
            }
            return new Findings(findings);
        } catch (ExecutionException broken) {
            if (broken.getCause() instanceof RuntimeException bug) {
                throw bug;
            }
            throw new IllegalStateException(broken.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** One failure for all packages that do not keep the promise. */
    Optional<Verdict.Failed> failure() {
        List<Finding.Bad> bad = of(Finding.Bad.class);
        if (bad.isEmpty()) {
            return Optional.empty();
        }
        List<String> details = new ArrayList<>();
        for (Finding.Bad one : bad) {
            one.why().details().forEach(line -> details.add(bad.size() == 1 ? line : one.name() + ": " + line));
        }
        return Optional.of(new Verdict.Failed(
                joined(bad, one -> one.name() + ": " + one.why().summary()),
                details,
                joined(
                        bad,
                        one -> bad.size() == 1
                                ? one.why().remedy()
                                : one.name() + ": " + one.why().remedy())));
    }

    List<Finding.Good> good() {
        return of(Finding.Good.class);
    }

    long measured() {
        return good().stream().mapToLong(Finding.Good::measure).sum();
    }

    /** A line for each package, good or exempt. */
    List<String> lines() {
        return all.stream()
                .map(finding -> finding instanceof Finding.Good good
                        ? good.name() + ": " + good.words()
                        : finding.name() + ": exempt by configuration")
                .toList();
    }

    private <T extends Finding> List<T> of(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static String joined(List<Finding.Bad> bad, Function<Finding.Bad, String> words) {
        return bad.stream().map(words).collect(Collectors.joining("; "));
    }
}
