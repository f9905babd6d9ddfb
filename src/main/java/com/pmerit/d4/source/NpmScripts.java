package com.pmerit.d4.source;

import com.pmerit.d4.source.Answer.Known;
import java.nio.file.Path;
import java.util.List;

/** Tells which scripts an npm package has, without running any. */
public final class NpmScripts {
    private NpmScripts() {}

    /** The names of the scripts of the {@code package.json} in a directory, in its order. */
    public static Answer<List<String>> in(Path directory) {
        return PackageFile.in(directory)
                .then(file -> new Known<>(List.copyOf(file.scripts().keySet())));
    }
}
