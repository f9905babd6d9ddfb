package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Project.NpmPackage;
import com.pmerit.d4.source.Answer;
import com.pmerit.d4.source.NpmInstall;
import com.pmerit.d4.worker.BundleSource;
import com.pmerit.d4.worker.Bundling;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Bundles each environment once a build, after the Worker's packages are installed. */
final class Bundles implements BundleSource {
    private final Contract contract;
    private final NpmInstall install;
    private final BundleSource bundler;
    private final Map<String, Bundling> made = new HashMap<>();

    Bundles(Contract contract, NpmInstall install, BundleSource bundler) {
        this.contract = contract;
        this.install = install;
        this.bundler = bundler;
    }

    @Override
    public synchronized Bundling bundle(Environment environment) throws InterruptedException {
        Bundling known = made.get(environment.name());
        if (known != null) {
            return known;
        }
        Optional<Bundling> uninstalled = environment.script().noBundle() ? Optional.empty() : uninstalled();
        Bundling bundling = uninstalled.isPresent() ? uninstalled.get() : bundler.bundle(environment);
        made.put(environment.name(), bundling);
        return bundling;
    }

    private Optional<Bundling> uninstalled() throws InterruptedException {
        Optional<NpmPackage> worker = contract.project().packages().stream()
                .filter(npmPackage ->
                        npmPackage.directory().equals(contract.worker().directory()))
                .findFirst();
        if (worker.isEmpty()) {
            return Optional.empty();
        }
        return install.ready(worker.get()) instanceof Answer.Unknown<?> unknown
                ? Optional.of(new Bundling.Impossible(unknown.summary(), unknown.details(), unknown.remedy()))
                : Optional.empty();
    }
}
