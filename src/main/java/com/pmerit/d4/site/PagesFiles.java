package com.pmerit.d4.site;

import java.util.Set;

/** Which files of a build's output are no part of a Pages site ({@code src/pages/validate.ts} of wrangler). */
final class PagesFiles {
    private static final Set<String> AT_THE_ROOT =
            Set.of("_worker.js", "_redirects", "_headers", "_routes.json", "functions", ".wrangler");

    // .git is left out by wrangler, too; there being one is told instead.
    private static final Set<String> ANYWHERE = Set.of(".DS_Store", "node_modules");

    private PagesFiles() {}

    /**
     * Whether a file or directory is left out.
     *
     * @param path below the root, with slashes: none at its beginning, and one at the end of a directory's
     */
    static boolean isLeftOut(String path) {
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return AT_THE_ROOT.contains(bare) || ANYWHERE.contains(bare.substring(bare.lastIndexOf('/') + 1));
    }
}
