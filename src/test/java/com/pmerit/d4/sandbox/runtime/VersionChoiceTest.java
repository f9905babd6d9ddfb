package com.pmerit.d4.sandbox.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.sandbox.workers.WorkerDirectory.Deployed;
import com.pmerit.d4.sandbox.workers.WorkerDirectory.Share;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class VersionChoiceTest {
    private final VersionChoice choice = new VersionChoice(new Random(17));

    @Test
    void sharesTrafficByPercentage() {
        Deployed deployed = deployed(new Share("old", 90), new Share("new", 10));

        long toNew = IntStream.range(0, 10_000)
                .filter(request -> choose(deployed, Optional.empty()).equals("new"))
                .count();

        assertThat(toNew).isBetween(900L, 1100L);
    }

    @Test
    void neverChoosesAVersionWithoutTraffic() {
        Deployed deployed = deployed(new Share("first", 0), new Share("all", 100), new Share("last", 0));

        assertThat(IntStream.range(0, 1000).mapToObj(request -> choose(deployed, Optional.empty())))
                .containsOnly("all");
    }

    @Test
    void choosesTheSameVersionForTheSameKey() {
        Deployed deployed = deployed(new Share("old", 50), new Share("new", 50));
        Optional<String> key = Optional.of("user-7");
        String once = choose(deployed, key);

        assertThat(IntStream.range(0, 100).mapToObj(request -> choose(deployed, key)))
                .containsOnly(once);
        assertThat(IntStream.range(0, 100).mapToObj(user -> choose(deployed, Optional.of("user-" + user))))
                .contains("old", "new");
    }

    @Test
    void reachesTheLastVersionWhenPercentagesMissAHundredByALittle() {
        Deployed deployed = deployed(new Share("one", 33.333), new Share("two", 33.333), new Share("three", 33.333));

        assertThat(IntStream.range(0, 10_000).mapToObj(request -> choose(deployed, Optional.empty())))
                .contains("one", "two", "three")
                .doesNotContain("");
    }

    private String choose(Deployed deployed, Optional<String> key) {
        return choice.choose(deployed, Optional.empty(), key);
    }

    private static Deployed deployed(Share... shares) {
        return new Deployed("account", "chat", List.of(shares));
    }
}
