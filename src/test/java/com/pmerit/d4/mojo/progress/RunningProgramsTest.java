package com.pmerit.d4.mojo.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.tool.Command;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunningProgramsTest {
    private static final Path SHOP = Path.of("/home/team/shop");

    private final Activities activities = new Activities(InstantSource.system());
    private final RunningPrograms programs = new RunningPrograms(activities, SHOP);

    @Test
    void namesAProgramByItsArgumentsAndItsPackageUntilItEnds() {
        Runnable ended = programs.apply(
                Command.of(SHOP.resolve("products/ui"), "npm", "ci", "--include=dev", "--no-audit", "--no-fund"));

        assertThat(shown()).containsExactly("npm ci in products/ui 0 s");
        ended.run();
        assertThat(shown()).isEmpty();
    }

    @Test
    void shortensPathsToWhatTheyName() {
        programs.apply(Command.of(SHOP, "node", "/home/team/shop/node_modules/wrangler/bin/wrangler.js", "deploy"));

        assertThat(shown()).containsExactly("node wrangler.js deploy 0 s");
    }

    private List<String> shown() {
        return activities.now().stream().map(Doing::text).toList();
    }
}
