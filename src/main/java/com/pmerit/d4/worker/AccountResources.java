package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.contract.Bucket;
import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks whether the account has the databases and buckets that an environment binds. */
final class AccountResources {
    private final AccountApi account;

    AccountResources(AccountApi account) {
        this.account = account;
    }

    /** What is wrong with the thing behind a binding. */
    enum Kind {
        MISSING("missing in the account"),
        MISNAMED("another name in the account"),
        UNREADABLE("not readable");

        private final String verdict;

        Kind(String verdict) {
            this.verdict = verdict;
        }

        String verdict() {
            return verdict;
        }
    }

    /** One of them, with a sentence about it that begins with the binding. */
    record Trouble(String binding, Kind kind, String sentence) {}

    /**
     * What is missing, bears another name or could not be read. All reads go side by side.
     *
     * @throws InterruptedException when the build is stopped
     */
    List<Trouble> troubles(Environment environment) throws InterruptedException {
        List<Supplier<Optional<Trouble>>> looks = new ArrayList<>();
        environment.databases().forEach((binding, wanted) -> looks.add(() -> database(binding, wanted)));
        environment.buckets().forEach((binding, bucket) -> looks.add(() -> bucket(binding, bucket)));
        return SideBySide.ask(looks, Supplier::get).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Trouble> database(String binding, Database wanted) {
        return account.databases()
                .get(wanted.id())
                .orAbsent()
                .fold(
                        found -> found.isEmpty()
                                ? trouble(
                                        binding,
                                        Kind.MISSING,
                                        "the account has no D1 database with the id " + wanted.id())
                                : found.filter(there -> !there.name().equals(wanted.name()))
                                        .flatMap(there -> trouble(
                                                binding,
                                                Kind.MISNAMED,
                                                "the id " + wanted.id() + " is the database '" + there.name()
                                                        + "', not '" + wanted.name() + "'")),
                        failure -> trouble(binding, Kind.UNREADABLE, failure.message()));
    }

    private Optional<Trouble> bucket(String binding, Bucket wanted) {
        return account.buckets()
                .in(wanted.jurisdiction())
                .get(wanted.name())
                .orAbsent()
                .fold(
                        found -> found.isEmpty()
                                ? trouble(binding, Kind.MISSING, "the account has no R2 bucket " + quoted(wanted))
                                : Optional.empty(),
                        failure -> trouble(binding, Kind.UNREADABLE, failure.message()));
    }

    private static String quoted(Bucket bucket) {
        return "'" + bucket.name() + "'"
                + bucket.jurisdiction()
                        .map(where -> " in the jurisdiction " + where)
                        .orElse("");
    }

    private static Optional<Trouble> trouble(String binding, Kind kind, String what) {
        return Optional.of(new Trouble(binding, kind, binding + ": " + what));
    }
}
