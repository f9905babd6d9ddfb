package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.cloudflare.Pages;
import com.pmerit.d4.cloudflare.PagesDeployment;
import com.pmerit.d4.cloudflare.Waiting;
import java.time.Duration;
import java.util.List;

/** Follows a deployment that was made until Pages serves it, or has given it up. */
final class Publishing {
    private static final List<Integer> SECONDS = List.of(1, 2, 4, 8, 16, 16, 16, 16, 16, 16, 30, 30, 30, 30, 30);

    private final Pages pages;
    private final Waiting waiting;

    Publishing(Pages pages, Waiting waiting) {
        this.pages = pages;
        this.waiting = waiting;
    }

    /** How it ended. */
    sealed interface End {
        /** Of it, for a person, after the deployment's name. */
        String words();
    }

    /** It is served. */
    record Served(PagesDeployment deployment) implements End {
        @Override
        public String words() {
            return "it is served";
        }
    }

    /** It never will be. */
    record Lost(PagesDeployment deployment, List<String> log) implements End {
        @Override
        public String words() {
            return "given up in the stage " + deployment.stage()
                    + (log.isEmpty() ? "" : ", which says last: " + log.get(log.size() - 1));
        }
    }

    /** It is on its way still, after all patience. */
    record Underway(PagesDeployment deployment) implements End {
        @Override
        public String words() {
            return "still in the stage " + deployment.stage();
        }
    }

    /** It cannot be asked. */
    record Unreadable(ApiFailure failure) implements End {
        @Override
        public String words() {
            return failure.message();
        }
    }

    /** @throws InterruptedException when the build is stopped */
    End follow(String project, PagesDeployment made) throws InterruptedException {
        PagesDeployment now = made;
        for (int seconds : SECONDS) {
            if (now.isLive() || now.isLost()) {
                break;
            }
            waiting.sleeper().sleep(Duration.ofSeconds(seconds));
            ApiResult<PagesDeployment> read = pages.deployment(project, made.id());
            if (read.failure().isPresent()) {
                return new Unreadable(read.failure().get());
            }
            now = read.orElseThrow();
        }
        if (now.isLive()) {
            return new Served(now);
        }
        return now.isLost() ? new Lost(now, log(project, now)) : new Underway(now);
    }

    private List<String> log(String project, PagesDeployment lost) {
        return pages.log(project, lost.id())
                .fold(
                        lines -> lines.subList(Math.max(0, lines.size() - 12), lines.size()),
                        failure -> List.of(failure.message()));
    }
}
