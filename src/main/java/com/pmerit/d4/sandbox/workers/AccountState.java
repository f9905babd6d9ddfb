package com.pmerit.d4.sandbox.workers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All Workers of one account.
 *
 * @param subdomain the account's workers.dev subdomain, empty when it has none
 * @param scripts by name
 * @param domains custom domains
 */
record AccountState(String subdomain, Map<String, Script> scripts, List<CustomDomain> domains) {
    AccountState {
        scripts = Map.copyOf(scripts);
        domains = List.copyOf(domains);
    }

    /** A host that a script answers for itself. */
    record CustomDomain(String id, String hostname, String service, String zoneId, String zoneName, boolean enabled) {}

    Optional<Script> script(String name) {
        return Optional.ofNullable(scripts.get(name));
    }

    AccountState with(Script script) {
        Map<String, Script> more = new TreeMap<>(scripts);
        more.put(script.name(), script);
        return new AccountState(subdomain, more, domains);
    }

    AccountState withSubdomain(String other) {
        return new AccountState(other, scripts, domains);
    }

    AccountState withDomains(List<CustomDomain> others) {
        return new AccountState(subdomain, scripts, others);
    }

    AccountState without(String name) {
        Map<String, Script> fewer = new TreeMap<>(scripts);
        fewer.remove(name);
        return new AccountState(
                subdomain,
                fewer,
                domains.stream()
                        .filter(domain -> !domain.service().equals(name))
                        .toList());
    }
}
