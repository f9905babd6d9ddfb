package com.pmerit.d4.mojo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sqlite.SQLiteConfig;

/** What an embedded Cloudflare keeps on its disk, read past its API: with ids and times, and without counting as a request. */
final class HeldState {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path state;
    private final String account;

    HeldState(Path state, String account) {
        this.state = state;
        this.account = account;
    }

    /** An uploaded version, by what d4 could know it by. */
    record Version(String id, int number, String tag) {}

    /** A deployment: the parts of the traffic by version id. */
    record Deployment(String id, Map<String, Double> shares) {
        Deployment {
            shares = Map.copyOf(shares);
        }
    }

    /** The versions of a script, oldest first. */
    List<Version> versions(String script) {
        List<Version> versions = new ArrayList<>();
        script(script)
                .path("versions")
                .forEach(version -> versions.add(new Version(
                        version.path("id").asText(),
                        version.path("number").asInt(),
                        version.path("annotations").path("workers/tag").asText())));
        return versions;
    }

    /** The deployments of a script, oldest first. */
    List<Deployment> deployments(String script) {
        List<Deployment> deployments = new ArrayList<>();
        for (JsonNode deployment : script(script).path("deployments")) {
            Map<String, Double> shares = new LinkedHashMap<>();
            deployment
                    .path("shares")
                    .forEach(share -> shares.put(
                            share.path("versionId").asText(),
                            share.path("percentage").asDouble()));
            deployments.add(new Deployment(deployment.path("id").asText(), shares));
        }
        return deployments;
    }

    /** The deployment of a script that is live. */
    Deployment head(String script) {
        List<Deployment> deployments = deployments(script);
        return deployments.get(deployments.size() - 1);
    }

    /** The versions of a script that get some of its traffic. */
    Set<String> served(String script) {
        Map<String, Double> shares = new LinkedHashMap<>(head(script).shares());
        shares.values().removeIf(share -> share == 0);
        return shares.keySet();
    }

    /** What belongs to a script and to none of its versions: how requests and times reach it, and its settings. */
    List<JsonNode> unversioned(String script) {
        List<String> crons = new ArrayList<>();
        JsonNode triggers = script(script).path("triggers");
        triggers.path("schedules")
                .forEach(schedule -> crons.add(schedule.path("cron").asText()));
        return List.of(
                script(script).path("settings"),
                triggers.path("workersDev"),
                triggers.path("previews"),
                triggers.path("routes"),
                JSON.valueToTree(crons));
    }

    /** The rows of a query of production's database, each as its first value. */
    List<String> column(String query) {
        return rows(query).stream().map(row -> row.get(0)).toList();
    }

    /** The rows of a query of a table of production's database; none where there is no such table. */
    List<List<String>> rowsOf(String table, String query) {
        boolean there = !rows("SELECT name FROM sqlite_schema WHERE name = '" + table + "'")
                .isEmpty();
        return there ? rows(query) : List.of();
    }

    private List<List<String>> rows(String query) {
        Path file = state.resolve("d1").resolve(Checkout.DATABASE).resolve("database.sqlite");
        try (Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + file.toAbsolutePath());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    values.add(String.valueOf(result.getObject(column)));
                }
                rows.add(values);
            }
            return rows;
        } catch (SQLException failure) {
            throw new IllegalStateException(query + ": " + failure.getMessage(), failure);
        }
    }

    private JsonNode script(String name) {
        Path file = state.resolve("accounts").resolve(account).resolve("workers.json");
        try {
            return JSON.readTree(Files.readAllBytes(file)).path("scripts").path(name);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
