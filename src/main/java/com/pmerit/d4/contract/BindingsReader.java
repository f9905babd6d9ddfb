package com.pmerit.d4.contract;

import com.pmerit.d4.contract.EnvironmentDraft.DatabaseDraft;
import com.pmerit.d4.contract.WranglerEnvironment.WranglerDatabase;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads an environment's databases, buckets and vars out of POM and wrangler config. */
final class BindingsReader {
    private static final WranglerDatabase UNSTATED = new WranglerDatabase(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final Section environment;
    private final Optional<WranglerEnvironment> wrangler;
    private final Path configDirectory;
    private final Merge merge;
    private final Places places;
    private final Faults faults;

    BindingsReader(
            Section environment,
            Optional<WranglerEnvironment> wrangler,
            Path configDirectory,
            Merge merge,
            Places places,
            Faults faults) {
        this.environment = environment;
        this.wrangler = wrangler;
        this.configDirectory = configDirectory;
        this.merge = merge;
        this.places = places;
        this.faults = faults;
    }

    Map<String, DatabaseDraft> databases() {
        Map<String, Section> pom = stated("databases");
        Map<String, WranglerDatabase> config =
                wrangler.map(WranglerEnvironment::databases).orElse(Map.of());
        Map<String, DatabaseDraft> databases = new LinkedHashMap<>();
        for (String binding : union(pom, config)) {
            databases.put(
                    binding,
                    database(binding, Optional.ofNullable(pom.get(binding)), Optional.ofNullable(config.get(binding))));
        }
        return databases;
    }

    private DatabaseDraft database(String binding, Optional<Section> pom, Optional<WranglerDatabase> config) {
        pom.ifPresent(section -> section.allow(List.of("name", "id", "count")));
        String tag = environment.path("databases") + "<" + binding + ">";
        String key = "d1_databases[" + binding + "]";
        WranglerDatabase stated = config.orElse(UNSTATED);
        Optional<String> pomName = pom.flatMap(section -> section.text("name"));
        Optional<String> pomId = pom.flatMap(section -> section.text("id"));
        Optional<String> name = merge.value(tag + "<name>", pomName, key + ".database_name", stated.name());
        Optional<String> id =
                merge.value(tag + "<id>", pomId, key + ".database_id", stated.id(), String::equalsIgnoreCase);
        if (stated.id().isEmpty()) {
            pomId.ifPresent(promised -> merge.unstated(tag + "<id>", promised, key + ".database_id"));
        }
        String remedy = "Write what this shows: wrangler d1 list";
        judge(tag + "<name>", "name", name, !name.orElse("").isBlank(), remedy);
        judge(tag + "<id>", "id", id, Names.isUuid(id.orElse("")), remedy);
        String directory = stated.migrationsDirectory().orElse("migrations");
        return new DatabaseDraft(
                name,
                id,
                places.within(tag + " " + key + ".migrations_dir", directory, configDirectory)
                        .orElse(configDirectory),
                stated.migrationsTable().filter(table -> !table.isBlank()).orElse("d1_migrations"),
                stated.migrationsPattern(),
                pom.flatMap(section -> section.child("count"))
                        .map(BindingsReader::counted)
                        .orElse(List.of()));
    }

    /** The tables whose rows are counted; a name that is none, and one that stands twice, is a fault. */
    private static List<String> counted(Section count) {
        List<String> tables = count.texts("table");
        if (tables.isEmpty()) {
            count.fault("", "names no table", "Write <table>users</table>, or take it out.");
        }
        for (String table : tables) {
            if (!Names.isTable(table)) {
                count.fault(
                        "table",
                        table,
                        "is no name of a table of yours",
                        "Begin with a letter and use letters, digits, underscores, such as users.");
            } else if (tables.indexOf(table) != tables.lastIndexOf(table)) {
                count.fault("table", table, "is counted twice", "Take one of the two out.");
            }
        }
        return tables;
    }

    // A value that neither states is only missing if the wrangler config could be read.
    private void judge(String tag, String key, Optional<String> value, boolean good, String remedy) {
        if (value.isEmpty() && wrangler.isPresent()) {
            faults.error(tag, "", "is missing, here and in the wrangler config", remedy);
        } else if (value.isPresent() && !good) {
            faults.error(tag, value.get(), "is no " + key + " of a D1 database", remedy);
        }
    }

    Map<String, Bucket> buckets() {
        Map<String, Section> pom = stated("buckets");
        Map<String, Bucket> config = wrangler.map(WranglerEnvironment::buckets).orElse(Map.of());
        Map<String, Bucket> buckets = new LinkedHashMap<>();
        for (String binding : union(pom, config)) {
            String tag = environment.path("buckets") + "<" + binding + ">";
            String key = "r2_buckets[" + binding + "].bucket_name";
            Optional<String> promised = Optional.ofNullable(pom.get(binding))
                    .map(section -> section.value().strip());
            Optional<Bucket> stated = Optional.ofNullable(config.get(binding));
            String bucket =
                    merge.value(tag, promised, key, stated.map(Bucket::name)).orElse("");
            if (stated.isEmpty()) {
                merge.unstated(tag, bucket, key);
            }
            if (!Names.isBucket(bucket)) {
                faults.error(
                        tag, bucket, "is no name of an R2 bucket", "Write what this shows: wrangler r2 bucket list");
            }
            buckets.put(binding, new Bucket(bucket, stated.flatMap(Bucket::jurisdiction)));
        }
        return buckets;
    }

    Map<String, Variable> vars() {
        Map<String, Section> pom = stated("vars");
        Map<String, Variable> config = wrangler.map(WranglerEnvironment::vars).orElse(Map.of());
        Map<String, Variable> vars = new LinkedHashMap<>();
        for (String name : union(pom, config)) {
            Section promised = pom.get(name);
            Variable stated = config.get(name);
            vars.put(
                    name,
                    promised == null && stated != null
                            ? stated
                            : variable(name, promised == null ? "" : promised.value(), Optional.ofNullable(stated)));
        }
        return vars;
    }

    private Variable variable(String name, String promised, Optional<Variable> stated) {
        boolean alike = stated.isPresent()
                && (stated.get() instanceof Variable.Json json
                        ? CanonicalJson.ofText(promised).equals(Optional.of(json.json()))
                        : stated.get().shown().equals(promised));
        if (stated.isPresent() && alike) {
            return stated.get();
        }
        Variable ours = new Variable.Text(promised);
        boolean hidden = Stream.concat(Stream.of(ours), stated.stream())
                .anyMatch(value -> SecretLook.of(name, value).isPresent());
        merge.differ(
                environment.path("vars") + "<" + name + ">",
                hidden ? Fault.NOT_SHOWN : promised,
                "vars." + name,
                stated.map(value -> hidden ? Fault.NOT_SHOWN : value.shown()));
        return ours;
    }

    private Map<String, Section> stated(String kind) {
        Map<String, Section> stated = new LinkedHashMap<>();
        Optional<Section> section = environment.child(kind);
        section.ifPresent(Section::refuseDoubles);
        for (Section child : section.map(Section::children).orElse(List.of())) {
            if (!Names.isBinding(child.name())) {
                child.fault("", "is no name of a binding", "Use letters, digits and underscores, such as DB.");
            }
            stated.putIfAbsent(child.name(), child);
        }
        return stated;
    }

    private static Set<String> union(Map<String, ?> pom, Map<String, ?> config) {
        Set<String> names = new LinkedHashSet<>(pom.keySet());
        names.addAll(config.keySet());
        return names;
    }
}
