package com.pmerit.d4.mojo;

import java.util.List;
import org.apache.maven.plugin.logging.Log;

/** Shows what a goal found that has a screen of its own. */
final class Showing {
    private final Log log;

    Showing(Log log) {
        this.log = log;
    }

    /**
     * Shows it once.
     *
     * @param fails whether the build ends with it: that refers to these lines, so that {@code mvn -q} shows them then, too
     */
    void tell(List<String> lines, boolean fails) {
        if (fails && !log.isInfoEnabled()) {
            lines.forEach(log::error);
        } else {
            lines.forEach(log::info);
        }
    }
}
