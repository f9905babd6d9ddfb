package com.pmerit.d4.source;

import static com.pmerit.d4.source.NpmInstall.Installation.INSTALLED;
import static com.pmerit.d4.source.NpmInstall.Installation.NOTHING_TO_INSTALL;
import static com.pmerit.d4.source.NpmInstall.Installation.UP_TO_DATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.source.NpmInstall.Installation;
import com.pmerit.d4.tool.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real npm, with dependencies that are tarballs beside the package. */
final class NpmInstallProcessTest {
    @TempDir
    Path directory;

    @Test
    void failsOnDependenciesWithoutALockFile() throws Exception {
        shop("\"dependencies\": {\"dep\": \"^1.0.0\"}");

        assertThat(unknown(install(directory)).summary()).contains("has dependencies and no package-lock.json");
    }

    @Test
    void failsWhenAnotherManagersInstallationIsMissingAndTrustsItWhenItIsThere() throws Exception {
        shop("\"dependencies\": {\"dep\": \"^1.0.0\"}").with("pnpm-lock.yaml", "");

        assertThat(unknown(install(directory)).remedy()).startsWith("pnpm install");

        Files.createDirectory(directory.resolve("node_modules"));
        assertThat(install(directory)).isEqualTo(new Answer.Known<>(UP_TO_DATE));
    }

    @Test
    void failsWithNpmsWordsWhenTheLockFileDoesNotMatch() throws Exception {
        lockedShop();
        shop("\"dependencies\": {\"dep\": \"file:./dep-1.0.0.tgz\", \"more\": \"file:./dep-1.0.0.tgz\"}");

        Answer.Unknown<Installation> failed = unknown(install(directory));

        assertThat(failed.summary()).startsWith("npm ci failed with exit code 1 in ");
        assertThat(failed.details()).anyMatch(line -> line.contains("package-lock.json"));
    }

    @Test
    void installsNothingWhereNothingIsAskedFor() throws Exception {
        shop("\"scripts\": {}");

        assertThat(install(directory)).isEqualTo(new Answer.Known<>(NOTHING_TO_INSTALL));
    }

    @Test
    void installsWhatIsMissingAndThenNothing() throws Exception {
        lockedShop();

        assertThat(install(directory)).isEqualTo(new Answer.Known<>(INSTALLED));
        assertThat(directory.resolve("node_modules/dep/package.json")).exists();
        assertThat(install(directory)).isEqualTo(new Answer.Known<>(UP_TO_DATE));
    }

    @Test
    void installsAgainWhenThePackageIsGoneFromItsPlace() throws Exception {
        lockedShop();
        install(directory);
        Files.move(directory.resolve("node_modules/dep"), directory.resolve("gone"));

        assertThat(install(directory)).isEqualTo(new Answer.Known<>(INSTALLED));
    }

    @Test
    void installsAgainWhenTheLockFileAsksForAnotherVersionWhateverItsDate() throws Exception {
        lockedShop();
        install(directory);
        packed("2.0.0");
        shop("\"dependencies\": {\"dep\": \"file:./dep-2.0.0.tgz\"}")
                .npm("install", "--package-lock-only", "--offline", "--silent");
        Files.setLastModifiedTime(directory.resolve("package-lock.json"), FileTime.fromMillis(1_000_000));

        assertThat(install(directory)).isEqualTo(new Answer.Known<>(INSTALLED));
        assertThat(directory.resolve("node_modules/dep/package.json")).content().contains("2.0.0");
    }

    @Test
    void installsDevelopmentPackagesWhateverTheEnvironmentSays() throws Exception {
        packed("1.0.0");
        shop("\"devDependencies\": {\"dep\": \"file:./dep-1.0.0.tgz\"}")
                .with(".npmrc", "omit=dev\n")
                .npm("install", "--package-lock-only", "--offline", "--silent");

        assertThat(install(directory)).isEqualTo(new Answer.Known<>(INSTALLED));
        assertThat(directory.resolve("node_modules/dep")).exists();
    }

    @Test
    void installsAtTheRootOfTheWorkspacesOnceForAllOfThem() throws Exception {
        packed("1.0.0");
        TemporaryPackage root = shop("\"workspaces\": [\"./products/*\"]");
        for (String member : List.of("worker", "site")) {
            root.with(
                    "products/" + member + "/package.json",
                    "{\"name\": \"" + member + "\", \"dependencies\": {\"dep\": \"file:../../dep-1.0.0.tgz\"}}");
        }
        root.npm("install", "--package-lock-only", "--offline", "--silent");
        NpmInstall shared = npmInstall();

        List<Answer<Installation>> answers = sideBySide(List.of(
                () -> shared.ensure(file(directory.resolve("products/worker"))),
                () -> shared.ensure(file(directory.resolve("products/site"))),
                () -> shared.ensure(file(directory.resolve("products/worker")))));

        assertThat(answers).containsOnly(new Answer.Known<>(INSTALLED));
        assertThat(directory.resolve("node_modules/dep")).exists();
        assertThat(install(directory.resolve("products/site"))).isEqualTo(new Answer.Known<>(UP_TO_DATE));
    }

    @Test
    void looksAtAPlaceOnlyOncePerBuild() throws Exception {
        lockedShop();
        NpmInstall shared = npmInstall();
        shared.ensure(file(directory));
        Files.move(directory.resolve("node_modules"), directory.resolve("gone"));

        assertThat(shared.ensure(file(directory))).isEqualTo(new Answer.Known<>(INSTALLED));
        assertThat(directory.resolve("node_modules")).doesNotExist();
    }

    private void lockedShop() throws Exception {
        packed("1.0.0");
        shop("\"dependencies\": {\"dep\": \"file:./dep-1.0.0.tgz\"}")
                .npm("install", "--package-lock-only", "--offline", "--silent");
    }

    private TemporaryPackage shop(String fields) throws IOException {
        return new TemporaryPackage(directory)
                .with("package.json", "{\"name\": \"shop\", \"private\": true, " + fields + "}");
    }

    private void packed(String version) throws Exception {
        new TemporaryPackage(directory.resolve("dep"))
                .with("package.json", "{\"name\": \"dep\", \"version\": \"" + version + "\"}")
                .npm("pack", "--silent", "--pack-destination", directory.toString());
    }

    private Answer<Installation> install(Path npmPackage) throws InterruptedException {
        return npmInstall().ensure(file(npmPackage));
    }

    private NpmInstall npmInstall() {
        Processes processes = TemporaryRepository.processes(directory);
        return new NpmInstall(processes, new WorkTree(new Git(processes, directory)), Duration.ofMinutes(2));
    }

    private static PackageFile file(Path npmPackage) {
        return ((Answer.Known<PackageFile>) PackageFile.in(npmPackage)).value();
    }

    private static Answer.Unknown<Installation> unknown(Answer<Installation> answer) {
        return (Answer.Unknown<Installation>) answer;
    }

    private static List<Answer<Installation>> sideBySide(List<Callable<Answer<Installation>>> asks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(asks.size());
        try {
            List<Answer<Installation>> answers = new ArrayList<>();
            for (Future<Answer<Installation>> answer : threads.invokeAll(asks)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
