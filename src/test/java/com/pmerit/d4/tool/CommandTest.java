package com.pmerit.d4.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandTest {
    private static final Path HERE = Path.of("");

    @Test
    void refusesToBeNoProgram() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Command.of(HERE, List.of()))
                .withMessage("a command needs a program");
    }

    @Test
    void refusesToRunWithoutALimit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Command.of(HERE, "git").within(Duration.ZERO))
                .withMessageContaining("PT0S");
    }

    @Test
    void refusesToKeepNoOutput() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Command.of(HERE, "git").keeping(0))
                .withMessageContaining("0 bytes");
    }

    @Test
    void showsNoValuesOfVariables() {
        Command command = Command.of(HERE, "wrangler", "secret", "put", "KEY").with("PRICE", "12 guineas");

        assertThat(command).asString().contains("wrangler secret put KEY").contains("PRICE");
        assertThat(command).asString().doesNotContain("guineas");
    }
}
