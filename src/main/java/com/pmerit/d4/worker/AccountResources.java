package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
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

    /**
     * What is missing, bears another name or could not be read, a line each. All reads go side by side.
     *
     * @throws InterruptedException when the build is stopped
     */
    List<String> missing(Environment environment) throws InterruptedException {
        List<Supplier<Optional<String>>> looks = new ArrayList<>();
        environment.databases().forEach((binding, wanted) -> looks.add(() -> database(binding, wanted)));
        environment.buckets().forEach((binding, name) -> looks.add(() -> bucket(binding, name)));
        return SideBySide.ask(looks, Supplier::get).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> database(String binding, Database wanted) {
        return account.databases()
                .get(wanted.id())
                .orAbsent()
                .fold(
                        found -> found.isEmpty()
                                ? Optional.of(binding + ": the account has no D1 database with the id " + wanted.id())
                                : found.filter(there -> !there.name().equals(wanted.name()))
                                        .map(there -> binding + ": the id " + wanted.id() + " is the database '"
                                                + there.name() + "', not '" + wanted.name() + "'"),
                        failure -> Optional.of(binding + ": " + failure.message()));
    }

    private Optional<String> bucket(String binding, String name) {
        return account.buckets()
                .get(name)
                .orAbsent()
                .fold(
                        found -> found.isEmpty()
                                ? Optional.of(binding + ": the account has no R2 bucket '" + name + "'")
                                : Optional.empty(),
                        failure -> Optional.of(binding + ": " + failure.message()));
    }
}
