package com.pmerit.d4.sandbox.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.sandbox.runtime.WorkerdBinary.Found;
import com.pmerit.d4.sandbox.runtime.WorkerdBinary.Missing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkerdBinaryTest {
    @TempDir
    private Path project;

    @Test
    void saysWhatIsMissingWhereAndWhatToDo() {
        WorkerdBinary binary = WorkerdBinary.at(project.resolve("workerd"));

        assertThat(binary.find())
                .isInstanceOfSatisfying(
                        Missing.class,
                        missing -> assertThat(missing.remedy())
                                .contains(project.resolve("workerd").toString()));
        assertThat(WorkerdBinary.above(project).find())
                .isInstanceOfSatisfying(
                        Missing.class,
                        missing -> assertThat(missing.remedy())
                                .contains(project.toString())
                                .contains("npm install --save-dev wrangler"));
    }

    @Test
    void findsTheNearestNodeModulesAbove() throws IOException {
        String packageName = "workerd-" + WorkerdBinary.platform();
        Path outer = install(project, packageName);
        Path worker = Files.createDirectories(project.resolve("products/worker"));

        assertThat(WorkerdBinary.above(worker).find()).isEqualTo(new Found(outer));

        Path inner = install(worker, packageName);
        assertThat(WorkerdBinary.above(worker).find()).isEqualTo(new Found(inner));
    }

    private static Path install(Path directory, String packageName) throws IOException {
        Path file = directory.resolve("node_modules/@cloudflare/" + packageName + "/bin/workerd");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
