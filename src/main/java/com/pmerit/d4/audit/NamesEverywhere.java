package com.pmerit.d4.audit;

import com.pmerit.d4.worker.BindingState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what is stated for one environment and for another one is not. Databases are left to the comparison of schemas. */
final class NamesEverywhere {
    private static final String DATABASE = "D1";

    private final List<EnvironmentAudit> environments;

    NamesEverywhere(List<EnvironmentAudit> environments) {
        this.environments = environments.stream()
                .filter(environment -> environment
                        .worker()
                        .filter(worker -> worker.unbundled().isEmpty())
                        .isPresent())
                .toList();
    }

    List<AuditFinding> findings() {
        Map<String, WorkerAudit.Bound> names = new LinkedHashMap<>();
        environments.forEach(environment -> stated(environment).forEach(each -> names.putIfAbsent(each.name(), each)));
        List<AuditFinding> findings = new ArrayList<>();
        names.forEach((name, binding) -> {
            List<String> with = environments.stream()
                    .filter(each -> has(each, name))
                    .map(EnvironmentAudit::name)
                    .toList();
            environments.stream()
                    .filter(each -> !has(each, name))
                    .forEach(each -> findings.add(finding(each.name(), binding, with)));
        });
        return findings;
    }

    private static AuditFinding finding(String environment, WorkerAudit.Bound binding, List<String> with) {
        return new AuditFinding(
                binding.isVariable() ? FindingKind.VAR_NOT_EVERYWHERE : FindingKind.BINDING_NOT_EVERYWHERE,
                Optional.of(environment),
                binding.name(),
                "it is stated for " + String.join(", ", with) + ", and not here",
                Optional.empty());
    }

    private static boolean has(EnvironmentAudit environment, String name) {
        return names(environment).contains(name);
    }

    private static Set<String> names(EnvironmentAudit environment) {
        return stated(environment).stream().map(WorkerAudit.Bound::name).collect(Collectors.toSet());
    }

    private static List<WorkerAudit.Bound> stated(EnvironmentAudit environment) {
        return environment.worker().stream()
                .flatMap(worker -> worker.bindings().stream())
                .filter(binding -> binding.state() != BindingState.ONLY_LIVE
                        && !binding.type().equals(DATABASE))
                .toList();
    }
}
