package com.pmerit.d4.mojo.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

final class MovingLineTest {
    private Instant now = Instant.parse("2026-02-17T10:00:00Z");
    private final Activities activities = new Activities(() -> now);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(written, true, UTF_8);
    private final MovingLine line = new MovingLine(terminal);

    @Test
    void comesAfterTwoSeconds() {
        activities.begin("d4:check");

        show(1);
        assertThat(shown()).isEmpty();
        show(1);
        assertThat(shown()).isEqualTo("\rd4:check 2 s");
    }

    @Test
    void writesBlanksOverWhatWasLonger() {
        activities.begin("d4:check");
        Activity tests = activities.begin("tests");
        show(2);
        tests.close();
        show(1);

        assertThat(shown()).isEqualTo("\rd4:check 2 s: tests 2 s\rd4:check 3 s           ");
    }

    @Test
    void neverReachesTheEdgeOfTheTerminal() {
        activities.begin("d4:" + "x".repeat(200));

        show(2);

        assertThat(shown()).hasSize(1 + 79);
    }

    @Test
    void givesWayToWhatTheGoalSays() {
        activities.begin("d4:check");
        Log log = new TidyLog(
                new SystemStreamLog() {
                    @Override
                    public void info(CharSequence content) {
                        terminal.print("[INFO] " + content + "\n");
                    }
                },
                line);
        show(2);

        log.info("passed");

        assertThat(shown()).isEqualTo("\rd4:check 2 s\r            \r[INFO] passed\n");
    }

    @Test
    void doesNotComeAgainAfterTheGoal() {
        activities.begin("d4:check");
        show(2);
        line.end();

        show(1);

        assertThat(shown()).isEqualTo("\rd4:check 2 s\r            \r");
    }

    @Test
    void usesNoControlSequence() {
        activities.begin("d4:check");
        show(2);
        show(1);
        line.end();

        assertThat(shown()).doesNotContain("\u001b");
    }

    private void show(int secondsLater) {
        now = now.plusSeconds(secondsLater);
        line.show(activities.now());
    }

    private String shown() {
        return written.toString(UTF_8);
    }
}
