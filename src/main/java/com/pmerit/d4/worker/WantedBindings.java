package com.pmerit.d4.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.pmerit.d4.cloudflare.Binding;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an environment's Worker is to be bound to: the wrangler config's bindings, with the contract's word on top. */
final class WantedBindings {
    private WantedBindings() {}

    /** All bindings but secrets, in the order of the upload: the bundle's own first, each name once. */
    static List<Binding> of(Bundle bundle, Environment environment) {
        Map<String, Binding> wanted = new LinkedHashMap<>();
        bundle.bindings().stream()
                .filter(binding -> !binding.isSecret() && !binding.type().equals(Binding.INHERIT))
                .forEach(binding -> wanted.put(binding.name(), binding));
        state(environment, wanted);
        return new ArrayList<>(wanted.values());
    }

    /** Those that the contract states by itself, whatever the bundle adds. */
    static List<Binding> stated(Environment environment) {
        Map<String, Binding> wanted = new LinkedHashMap<>();
        state(environment, wanted);
        return new ArrayList<>(wanted.values());
    }

    /** Those that POM and wrangler config state as far as they can be read without the bundler. */
    static List<Binding> configured(Environment environment) {
        Map<String, Binding> wanted = new LinkedHashMap<>();
        WranglerBindings.of(environment.wrangler()).forEach(binding -> wanted.put(binding.name(), binding));
        state(environment, wanted);
        return new ArrayList<>(wanted.values());
    }

    private static void state(Environment environment, Map<String, Binding> wanted) {
        environment
                .vars()
                .forEach((name, value) -> wanted.merge(name, variable(name, value), WantedBindings::asWritten));
        environment.databases().forEach((name, database) -> wanted.put(name, Binding.d1(name, database.id())));
        environment
                .buckets()
                .forEach((name, bucket) ->
                        wanted.put(name, Binding.r2Bucket(name, bucket.name(), bucket.jurisdiction())));
    }

    /** The contract sorts the keys of a JSON variable; code may see the order in which a person wrote them. */
    private static Binding asWritten(Binding written, Binding promised) {
        return BindingDelta.same(written, promised) ? written : promised;
    }

    private static Binding variable(String name, Variable value) {
        if (value instanceof Variable.Json json) {
            return Binding.json(name, parsed(json.json()));
        }
        return Binding.plainText(name, value.shown());
    }

    private static JsonNode parsed(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("a variable of the contract is not JSON", broken);
        }
    }
}
