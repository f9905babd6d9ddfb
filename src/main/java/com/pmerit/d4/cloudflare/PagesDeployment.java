package com.pmerit.d4.cloudflare;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A deployment of a Pages project.
 *
 * @param id UUID
 * @param environment {@code production} or {@code preview}
 * @param url its own host name
 * @param aliases further host names
 * @param createdOn when it was made
 * @param stage where it is: {@code queued}, {@code build}, {@code deploy}, …
 * @param status of that stage: {@code active}, {@code success}, {@code failure}, …
 * @param branch that it was made from
 * @param commit hash that it was made from
 * @param message what stands beside the commit
 * @param dirty whether the working tree had changes that are not in the commit
 */
public record PagesDeployment(
        String id,
        String environment,
        String url,
        List<String> aliases,
        Instant createdOn,
        String stage,
        String status,
        Optional<String> branch,
        Optional<String> commit,
        Optional<String> message,
        boolean dirty) {
    /** Makes the list unchangeable. */
    public PagesDeployment {
        aliases = List.copyOf(aliases);
    }

    /** Whether it is being served. */
    public boolean isLive() {
        return stage.equals("deploy") && status.equals("success");
    }

    /** Whether it came to an end without ever being served. */
    public boolean isLost() {
        return status.equals("failure") || status.equals("canceled");
    }

    /** Whether it belongs to the project's production. */
    public boolean isProduction() {
        return environment.equals("production");
    }

    static PagesDeployment read(Fields deployment) {
        Optional<Fields> trigger =
                deployment.optionalObject("deployment_trigger").flatMap(found -> found.optionalObject("metadata"));
        Fields stage = deployment.object("latest_stage");
        return new PagesDeployment(
                deployment.text("id"),
                deployment.text("environment"),
                deployment.text("url"),
                deployment.texts("aliases"),
                deployment.instant("created_on"),
                stage.text("name"),
                stage.text("status"),
                trigger.flatMap(found -> found.optionalText("branch")).filter(branch -> !branch.isEmpty()),
                trigger.flatMap(found -> found.optionalText("commit_hash")).filter(commit -> !commit.isEmpty()),
                trigger.flatMap(found -> found.optionalText("commit_message")),
                trigger.flatMap(found -> found.optionalFlag("commit_dirty")).orElse(false));
    }
}
