package com.pmerit.d4.mojo;

import com.pmerit.d4.gate.ChecklistResult;
import com.pmerit.d4.worker.LiveWorkers;
import java.util.Map;
import java.util.Optional;

/**
 * A checklist that passed earlier in this very build, so that a deploy need not run it again. It lives in Maven's plugin
 * context, which ends with the build.
 *
 * @param environment the environment it was run for
 * @param result its verdicts
 * @param bench what it was run with: its bundles are the ones that are deployed
 * @param judged remembers what it found live
 */
record Checked(String environment, ChecklistResult result, Workbench bench, LiveWorkers judged) {
    private static final String KEY = "com.pmerit.d4.checked";

    void remember(Map<Object, Object> pluginContext) {
        pluginContext.put(KEY, this);
    }

    /** The checklist of this build for an environment, if it was run. */
    static Optional<Checked> recall(Map<?, ?> pluginContext, String environment) {
        return pluginContext.get(KEY) instanceof Checked checked
                        && checked.environment().equals(environment)
                        && checked.result().passed()
                ? Optional.of(checked)
                : Optional.empty();
    }
}
