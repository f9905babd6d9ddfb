package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.PomTag;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/** Takes the tags of the POM over as they are written, so that the contract can judge each of them. */
final class PomTags {
    private PomTags() {}

    /** The tags that there are; absent ones are left out. */
    static List<PomTag> of(@Nullable PlexusConfiguration... tags) {
        return Stream.of(tags).filter(Objects::nonNull).map(PomTags::tag).toList();
    }

    private static PomTag tag(PlexusConfiguration written) {
        String value = written.getValue();
        return new PomTag(
                written.getName(),
                value == null ? "" : value,
                Arrays.stream(written.getChildren()).map(PomTags::tag).toList());
    }
}
