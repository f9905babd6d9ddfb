package com.pmerit.d4.database.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.Environments;
import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.contract.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The shop's database in an embedded Cloudflare, written to by somebody who is not d4. */
final class Shop implements AutoCloseable {
    final LiveAccount account;
    final Database database;
    final Path directory;

    Shop(Path directory) throws IOException {
        this.directory = directory;
        this.account = new LiveAccount(directory.resolve("state"));
        this.database = Environments.database(directory);
    }

    /** Where backups go. */
    Path backups() {
        return directory.resolve("backup");
    }

    Backup backup() {
        return new Backup(account.api, backups(), InstantSource.system(), text -> {});
    }

    BackupResult taken() {
        return backup().take("staging", "DB", database);
    }

    BackupResult.Proven proven() {
        BackupResult result = taken();
        assertThat(result).as("%s", result).isInstanceOf(BackupResult.Proven.class);
        return (BackupResult.Proven) result;
    }

    BackupResult.Refused refused() {
        BackupResult result = taken();
        assertThat(result).as("%s", result).isInstanceOf(BackupResult.Refused.class);
        return (BackupResult.Refused) result;
    }

    /** Makes another database out of a dump, by an import as anybody can make it. */
    Database imported(BackupResult.Proven proven) throws IOException, InterruptedException {
        Database other = created("restored");
        account.api
                .transfers()
                .importFile(other.id(), proven.directory().resolve(Manifest.DUMP))
                .orElseThrow();
        return other;
    }

    Database created(String name) throws IOException, InterruptedException {
        return account.create(name, directory.resolve("migrations"));
    }

    /** What the embedded Cloudflare itself says of a database, an entry a table; how an index is laid out is left out. */
    Map<String, String> snapshot(Database of) throws IOException {
        List<JsonNode> found = account.sandbox.snapshot(LiveAccount.ID).findValues(of.name());
        assertThat(found).hasSize(1);
        Map<String, String> parts = new TreeMap<>();
        parts.put("schema", found.get(0).path("schema").toString());
        parts.put("migrations", found.get(0).path("migrations").toString());
        found.get(0)
                .path("tables")
                .properties()
                .forEach(table -> parts.put(table.getKey(), table.getValue().toString()));
        parts.keySet().removeIf(table -> table.matches("(search|elsewhere)_(data|idx|docsize)"));
        return parts;
    }

    /** Runs statements, each as one request. */
    void runs(String... statements) {
        for (String sql : statements) {
            ObjectNode body = new ObjectMapper().createObjectNode();
            ArrayNode batch = body.putArray("batch");
            batch.addObject().put("sql", sql);
            try {
                account.others
                        .call("POST", "/d1/database/" + database.id() + "/query", body.toString())
                        .result();
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
    }

    @Override
    public void close() throws IOException {
        account.close();
    }
}
