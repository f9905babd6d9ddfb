package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.PomTag;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Takes the tags of the POM over as they are written, so that the contract can judge each of them. An attribute says the
 * same as a tag inside: {@code <step percent="10"/>} is {@code <step><percent>10</percent></step>}.
 */
final class PomTags {
    private PomTags() {}

    /** The tags that there are; absent ones are left out. The attributes of these themselves are Maven's. */
    static List<PomTag> of(@Nullable PlexusConfiguration... tags) {
        return Stream.of(tags)
                .filter(Objects::nonNull)
                .map(written -> tag(written, Stream.empty()))
                .toList();
    }

    private static PomTag below(PlexusConfiguration written) {
        return tag(
                written,
                Arrays.stream(written.getAttributeNames())
                        .filter(name -> !isMavens(name))
                        .map(name -> new PomTag(name, String.valueOf(written.getAttribute(name)), List.of())));
    }

    private static PomTag tag(PlexusConfiguration written, Stream<PomTag> attributes) {
        String value = written.getValue();
        return new PomTag(
                written.getName(),
                value == null ? "" : value,
                Stream.concat(attributes, Arrays.stream(written.getChildren()).map(PomTags::below))
                        .toList());
    }

    /** How a parent's configuration is merged, and what any XML may say. */
    private static boolean isMavens(String attribute) {
        return attribute.startsWith("combine.") || attribute.startsWith("xml:");
    }
}
