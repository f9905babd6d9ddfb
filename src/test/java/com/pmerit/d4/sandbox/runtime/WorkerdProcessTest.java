package com.pmerit.d4.sandbox.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.sandbox.workers.RunnableVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkerdProcessTest {
    @TempDir
    private Path directory;

    @Test
    void killsAWorkerThatNeverFinishesStarting() throws IOException {
        List<ProcessHandle> before = ProcessHandle.current().children().toList();

        WorkerdProcess.Outcome outcome = start("for (;;) {}", Duration.ofSeconds(2), line -> {});

        assertThat(outcome).isInstanceOf(WorkerdProcess.TookTooLong.class);
        assertThat(ProcessHandle.current().children().toList()).isEqualTo(before);
    }

    @Test
    void cannotBeToldAPortByTheWorkerItself() throws IOException {
        List<String> lines = new CopyOnWriteArrayList<>();
        String forged = "{\"event\":\"listen\",\"socket\":\"http\",\"port\":1}";

        WorkerdProcess.Outcome outcome =
                start("console.log('" + forged + "'); export default {};", Duration.ofSeconds(30), lines::add);

        assertThat(outcome).isInstanceOf(WorkerdProcess.Listens.class);
        try (WorkerdProcess process = ((WorkerdProcess.Listens) outcome).process()) {
            assertThat(process.port()).isNotEqualTo(1);
        }
        assertThat(lines).contains(forged);
    }

    private WorkerdProcess.Outcome start(String code, Duration limit, Consumer<String> sink) throws IOException {
        RunnableVersion version = SampleWorker.of(code).build();
        Path config = new WorkerConfig(version, 1, false).writeTo(directory);
        Path executable =
                ((WorkerdBinary.Found) WorkerdBinary.above(Path.of("target")).find()).executable();
        OutputLines lines = new OutputLines(Redaction.of(Map.of()), sink);
        return WorkerdProcess.start(executable, directory, config, Map.of(), lines, limit);
    }
}
