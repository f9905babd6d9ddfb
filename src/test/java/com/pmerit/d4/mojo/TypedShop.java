package com.pmerit.d4.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.ContractReader;
import com.pmerit.d4.contract.ContractReading;
import com.pmerit.d4.contract.PomContract;
import com.pmerit.d4.contract.PomXml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Worker in TypeScript with each kind of setting that the SOP knows, which wrangler and d4 can both release. */
final class TypedShop {
    static final String DATABASE = "shop-db-staging";
    static final String BUCKET = "shop-images-staging";
    static final String NAMESPACE = "shop-cache-staging";
    static final String SCRIPT = "shop-staging";
    static final List<String> SECRETS = List.of("PAYMENT_KEY", "MAIL_KEY", "SESSION_KEY", "WEBHOOK_KEY");

    private static final String POM = """
            <worker>
              <directory>.</directory>
              <secrets>%s</secrets>
            </worker>
            <environments>
              <staging>
                <url>https://shop-staging.%s.workers.dev</url>
                <smoke>
                  <path>/health</path>
                  <version>version</version>
                  <json><status>healthy</status><greeting>%s</greeting></json>
                </smoke>
              </staging>
            </environments>
            """;

    private static final String WRANGLER = """
            name = "shop"
            main = "src/index.ts"
            compatibility_date = "2026-04-01"
            compatibility_flags = ["nodejs_compat"]

            [observability]
            enabled = true
            head_sampling_rate = 0.5

            [triggers]
            crons = ["*/15 * * * *", "0 3 * * 1"]

            [env.staging]
            name = "shop-staging"

            [env.staging.vars]
            ENVIRONMENT = "staging"
            GREETING = "%s"
            CURRENCY = "EUR"
            COUNTRY = "DE"
            LOCALE = "de-DE"
            SUPPORT_MAIL = "help@shop.example"
            FRONTEND_URL = "https://staging.shop.example"
            PAYMENT_URL = "https://payments.example/v1?mode=test&currency=EUR"
            LOG_LEVEL = "debug"
            PAGE_SIZE = "50"
            EMPTY = ""
            SPECIAL = "quote \\" backslash \\\\ umlaut \u00fc"
            FEATURES = { reviews = true, limits = [1, 2.5], owner = { team = "shop" } }

            [[env.staging.d1_databases]]
            binding = "DB"
            database_name = "shop-db-staging"
            database_id = "%s"

            [[env.staging.r2_buckets]]
            binding = "IMAGES"
            bucket_name = "shop-images-staging"

            [[env.staging.kv_namespaces]]
            binding = "CACHE"
            id = "%s"

            [env.staging.version_metadata]
            binding = "CF_VERSION_METADATA"
            """;

    private static final String INDEX = """
            import { health, type Environment } from "./health";
            import terms from "./terms.txt";

            export default {
              async fetch(request: Request, env: Environment): Promise<Response> {
                const path: string = new URL(request.url).pathname;
                if (path === "/health") return Response.json(await health(env));
                return new Response(terms, { status: path === "/" ? 200 : 404 });
              },
              async scheduled(): Promise<void> {},
            };
            """;

    private static final String HEALTH = """
            import { createHash } from "node:crypto";

            export interface Environment {
              DB: { prepare(sql: string): { first<T>(): Promise<T> } };
              IMAGES: { head(key: string): Promise<unknown> };
              CACHE: { get(key: string): Promise<string | null> };
              CF_VERSION_METADATA: { id: string };
              GREETING: string;
              PAYMENT_KEY?: string;
            }

            export async function health(env: Environment) {
              const row = await env.DB.prepare("SELECT count(*) AS products FROM products").first<{ products: number }>();
              await env.IMAGES.head("any");
              await env.CACHE.get("any");
              return {
                status: "healthy",
                keyed: env.PAYMENT_KEY !== undefined,
                greeting: env.GREETING,
                version: env.CF_VERSION_METADATA.id,
                products: row.products,
                check: createHash("sha256").update(String(row.products)).digest("hex"),
              };
            }
            """;

    private static final Map<String, String> MIGRATIONS = Map.of(
            "0001_products.sql",
            "CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT NOT NULL, stock INTEGER NOT NULL DEFAULT 0);",
            "0002_prices.sql",
            """
            -- A price belongs to a product; it goes with it.
            CREATE TABLE prices (
              product_id INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE,
              cents INTEGER NOT NULL CHECK (cents >= 0)
            );
            CREATE INDEX prices_by_product ON prices (product_id);
            """,
            "0003_audit.sql",
            """
            CREATE TABLE audit (id INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT NOT NULL);
            CREATE TRIGGER prices_audited AFTER INSERT ON prices BEGIN
              INSERT INTO audit (what) VALUES ('price of ' || NEW.product_id || '; in cents');
              UPDATE products SET stock = stock + 1 WHERE id = NEW.product_id;
            END;
            """,
            "0004_first_products.sql",
            """
            INSERT INTO products (name) VALUES ('cup'), ('plate; white'), ('it''s a bowl');
            INSERT INTO prices SELECT id, 100 * id FROM products;
            """,
            "0005_unique_names.sql",
            "CREATE UNIQUE INDEX products_by_name ON products (name) WHERE stock >= 0;",
            "0006_cheap.sql",
            "CREATE VIEW cheap AS SELECT product_id FROM prices WHERE cents < 200;\n"
                    + "ALTER TABLE products ADD COLUMN colour TEXT;");

    private final Path directory;
    private String greeting = "hello";
    private List<String> secrets = SECRETS;

    /** Writes its files into this directory and links the test's node_modules there. */
    TypedShop(Path directory) throws IOException {
        this.directory = directory;
        writes("src/index.ts", INDEX);
        writes("src/health.ts", HEALTH);
        writes("src/terms.txt", "All sales are final.\n");
        for (Map.Entry<String, String> migration : new TreeMap<>(MIGRATIONS).entrySet()) {
            writes("migrations/" + migration.getKey(), migration.getValue());
        }
        Files.createSymbolicLink(
                directory.resolve("node_modules"),
                Path.of("target", "node_modules").toAbsolutePath());
    }

    /** Takes the link to node_modules away, for whoever deletes the directory. */
    void leaves() throws IOException {
        Files.delete(directory.resolve("node_modules"));
    }

    Path directory() {
        return directory;
    }

    /** From now on it promises no secrets. */
    void promisesNoSecrets() {
        secrets = List.of();
    }

    /** The next release: other code, another variable, one migration more. */
    void changes() throws IOException {
        greeting = "welcome";
        writes("src/terms.txt", "Returns within 14 days.\n");
        writes(
                "migrations/0007_orders.sql",
                "CREATE TABLE orders (id INTEGER PRIMARY KEY, product_id INTEGER REFERENCES products (id));\n"
                        + "CREATE INDEX orders_by_product ON orders (product_id);\nDROP INDEX prices_by_product;");
    }

    /** Writes the wrangler config for an account in which database and namespace have these ids. */
    void configures(String database, String namespace) throws IOException {
        writes("wrangler.toml", WRANGLER.formatted(greeting, database, namespace));
    }

    /** The contract of POM and wrangler config as they are now. */
    Contract contract(String subdomain) {
        String tags =
                secrets.stream().map(name -> "<secret>" + name + "</secret>").reduce("", String::concat);
        ContractReading reading = ContractReader.read(
                new PomContract(directory, "shop", "1.0.0", PomXml.tags(POM.formatted(tags, subdomain, greeting))));
        assertThat(reading).isInstanceOf(ContractReading.Agreed.class);
        return ((ContractReading.Agreed) reading).contract();
    }

    private void writes(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, text);
    }
}
