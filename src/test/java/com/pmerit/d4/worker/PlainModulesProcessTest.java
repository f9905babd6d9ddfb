package com.pmerit.d4.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.LiveAccount;
import com.pmerit.d4.cloudflare.WorkerModule;
import com.pmerit.d4.contract.Contract;
import com.pmerit.d4.contract.ContractReader;
import com.pmerit.d4.contract.ContractReading;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.contract.PomContract;
import com.pmerit.d4.contract.PomXml;
import com.pmerit.d4.sandbox.Wrangler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What d4 uploads of a Worker with {@code no_bundle} is what the real wrangler uploads. */
final class PlainModulesProcessTest {
    private static final String POM = """
            <worker><directory>.</directory></worker>
            <environments>
              <staging>
                <url>https://shop.team.workers.dev</url>
                <smoke><path>/health</path><json><status>healthy</status></json></smoke>
              </staging>
            </environments>
            """;

    private static final String CONFIG = """
            name = "shop"
            main = "src/worker.js"
            no_bundle = true
            compatibility_date = "2026-04-01"
            compatibility_flags = ["nodejs_compat"]
            """;

    @TempDir
    private Path directory;

    private Path project;

    @BeforeEach
    void writeProject() throws IOException {
        project = Files.createDirectory(directory.resolve("project"));
        write("src/worker.js", "export default { fetch() { return new Response('ok'); } };");
    }

    @Test
    void uploadsAMainModuleAlone() throws Exception {
        write("src/other.js", "export const other = 1;");

        uploadsWhatWranglerUploads(CONFIG);
    }

    @Test
    void takesAlongWhatTheRulesNameAndTheDefaultsAdd() throws Exception {
        write("src/other.js", "export const other = 1;");
        write("src/deep/er.mjs", "export const deeper = 1;");
        write("src/page.html", "<p>hello</p>");
        write("src/deep/note.txt", "a note");
        write("src/query.sql", "SELECT 1;");
        write("src/raw.bin", "raw");
        write("src/ignored.css", "p {}");

        uploadsWhatWranglerUploads(CONFIG + """
                find_additional_modules = true
                [[rules]]
                type = "ESModule"
                globs = ["**/*.js", "**/*.mjs"]
                """);
    }

    @Test
    void endsTheDefaultRuleOfATypeThatTheConfigNamesWithoutFallthrough() throws Exception {
        write("src/page.html", "<p>hello</p>");
        write("src/note.md", "a note");

        uploadsWhatWranglerUploads(CONFIG + """
                find_additional_modules = true
                [[rules]]
                type = "Text"
                globs = ["**/*.md"]
                """);
    }

    @Test
    void keepsTheDefaultRuleOfATypeWithFallthrough() throws Exception {
        write("src/page.html", "<p>hello</p>");
        write("src/note.md", "a note");

        uploadsWhatWranglerUploads(CONFIG + """
                find_additional_modules = true
                [[rules]]
                type = "Text"
                globs = ["**/*.md"]
                fallthrough = true
                """);
    }

    @Test
    void namesModulesByTheirPlaceBelowTheBaseDirectory() throws Exception {
        write("shared/other.js", "export const other = 1;");

        uploadsWhatWranglerUploads(CONFIG + """
                base_dir = "."
                find_additional_modules = true
                [[rules]]
                type = "ESModule"
                globs = ["shared/*.js", "src/*.js"]
                """);
    }

    private void uploadsWhatWranglerUploads(String config) throws Exception {
        write("wrangler.toml", config);
        Path form = directory.resolve("upload.form");
        try (LiveAccount account = new LiveAccount(directory.resolve("state"))) {
            new Wrangler(account.sandbox, LiveAccount.ID, directory)
                    .run(project, "deploy", "--dry-run", "--outfile", form.toString())
                    .succeeded();
        }
        Bundle byWrangler = UploadFormReader.read(Files.readAllBytes(form));

        Bundle byD4 = ((Bundling.Made) new PlainModules().read(contract().worker(), staging())).bundle();

        assertThat(described(byD4)).isEqualTo(described(byWrangler));
        assertThat(byD4.mainModule()).isEqualTo(byWrangler.mainModule());
        assertThat(byD4.compatibilityDate()).isEqualTo(byWrangler.compatibilityDate());
        assertThat(byD4.compatibilityFlags()).isEqualTo(byWrangler.compatibilityFlags());
        assertThat(CodeDigest.of(byD4)).isEqualTo(CodeDigest.of(byWrangler));
    }

    /** Type and content of each module by its name. */
    private static Map<String, String> described(Bundle bundle) {
        Map<String, String> modules = new TreeMap<>();
        for (WorkerModule module : bundle.code()) {
            modules.put(module.name(), module.type() + " " + DigestUtils.sha256Hex(module.content()));
        }
        return modules;
    }

    private Contract contract() {
        ContractReading reading = ContractReader.read(new PomContract(project, "shop", "1.2.0", PomXml.tags(POM)));
        assertThat(reading).as("%s", reading).isInstanceOf(ContractReading.Agreed.class);
        return ((ContractReading.Agreed) reading).contract();
    }

    private Environment staging() {
        return contract().environment("staging").orElseThrow();
    }

    private void write(String file, String text) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, text);
    }
}
