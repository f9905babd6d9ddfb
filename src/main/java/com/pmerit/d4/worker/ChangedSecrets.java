package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.util.List;
import java.util.Optional;

/**
 * What it means that secrets differ between the live version and one that is to be put live again: a version holds the values
 * that it was made with. Cloudflare refuses it then (code 10220) unless it is forced, which would bring the old values back; d4
 * never forces it.
 */
final class ChangedSecrets {
    private static final int CODE = 10220;

    private ChangedSecrets() {}

    /** Whether Cloudflare refused a deployment for this reason. */
    static boolean isReason(ApiFailure failure) {
        return failure.hasCode(CODE);
    }

    /** The failure of a step whose deployment Cloudflare refused for this reason, and for no other. */
    static Optional<StepResult.Failed> told(ApiFailure failure, Environment environment, String version) {
        return isReason(failure) ? Optional.of(refused(environment, version, failure.message())) : Optional.empty();
    }

    static StepResult.Failed refused(Environment environment, String version, String evidence) {
        return new StepResult.Failed(
                "version " + version + " cannot be put live again: secrets were changed since it was made",
                List.of(evidence),
                "users still meet what they met before",
                "release the older code anew, with the secrets of today: check out its commit and run mvn deploy -P"
                        + environment.name(),
                Aftermath.NOTHING);
    }
}
