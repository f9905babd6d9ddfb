package com.pmerit.d4.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.pmerit.d4.contract.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The file {@code plan.json}: a plan with its hash, written for people who approve it and for the release that applies exactly
 * it. Its schema is the resource {@code com/pmerit/d4/report/plan.schema.json} (JSON Schema draft 2020-12).
 *
 * <p>The hash is that of {@code plan} and guards against a slip of the hand. It is no signature: who can write the file can
 * write another hash.
 */
public final class PlanFile {
    /** The version of the schema that this class writes and reads. */
    public static final int SCHEMA_VERSION = 1;

    private final Path file;
    private final JsonMapper mapper = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Takes the place of the file, usually {@code target/d4/plan.json}. */
    public PlanFile(Path file) {
        this.file = file;
    }

    /** What the file holds. */
    public sealed interface Reading {

        /** A plan that is as it was written. */
        record Read(Plan plan) implements Reading {}

        /** Nothing that a release may follow: what is wrong with it, in one sentence. */
        record Refused(String why) implements Reading {}
    }

    /**
     * Writes the file whole, over an earlier one; makes its directory when it is missing.
     *
     * @throws IOException when it cannot be written; an earlier one stands then
     */
    public void write(Outlook outlook) throws IOException {
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        WholeFile.write(file.toAbsolutePath(), new IndentedJson().bytes(json(outlook)));
    }

    /** Reads the file back, and refuses one that is not as it was written. */
    public Reading read() {
        JsonNode json;
        try {
            json = mapper.readTree(Files.readAllBytes(file));
        } catch (NoSuchFileException missing) {
            return refused("there is no such file");
        } catch (JsonProcessingException noJson) {
            return refused("it is no JSON");
        } catch (IOException unreadable) {
            return refused("it cannot be read: " + unreadable.getMessage());
        }
        if (!json.path("hash").isTextual() || !json.path("plan").isObject()) {
            return refused("it is no plan");
        }
        if (json.path("schemaVersion").asInt() != SCHEMA_VERSION) {
            return refused("it has the schema version " + json.path("schemaVersion") + ", and this d4 reads "
                    + SCHEMA_VERSION);
        }
        String text = CanonicalJson.of(json.path("plan"));
        if (!DigestUtils.sha256Hex(text.getBytes(StandardCharsets.UTF_8))
                .equals(json.path("hash").textValue())) {
            return refused("its hash does not fit what it says: it was edited after it was written");
        }
        try {
            return new Reading.Read(PlanJson.read(json.path("plan")));
        } catch (MalformedPlanException noPlan) {
            return refused("it is no plan: " + noPlan.getMessage());
        }
    }

    private Reading refused(String why) {
        return new Reading.Refused(file + ": " + why);
    }

    private ObjectNode json(Outlook outlook) {
        ObjectNode root = mapper.createObjectNode().put("schemaVersion", SCHEMA_VERSION);
        root.put("hash", outlook.plan().hash()).put("idle", outlook.plan().idle());
        root.set("plan", PlanJson.write(outlook.plan()));
        RollbackReadiness rollback = outlook.rollback();
        ObjectNode back = root.putObject("rollback").put("ready", rollback.ready());
        rollback.version().ifPresent(version -> back.put("version", version));
        texts(back.putArray("obstacles"), rollback.obstacles());
        texts(back.putArray("proofs"), rollback.proofs());
        texts(back.putArray("unchecked"), rollback.unchecked());
        ArrayNode failing = root.putArray("failingGates");
        for (Outlook.Obstacle gate : outlook.failing()) {
            ObjectNode row = failing.addObject().put("id", gate.id()).put("summary", gate.summary());
            texts(row.putArray("details"), gate.details());
            gate.remedy().ifPresent(remedy -> row.put("remedy", remedy));
        }
        return root;
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
