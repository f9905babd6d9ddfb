package com.pmerit.d4.contract;

import java.util.List;
import java.util.Optional;

/**
 * A tag of the plugin's configuration in the POM, as Maven hands it over: properties already put in, nothing judged.
 *
 * @param name the tag's name
 * @param value its text, empty when it has none
 * @param children the tags in it, in their order
 */
public record PomTag(String name, String value, List<PomTag> children) {
    /** Copies the list. */
    public PomTag {
        children = List.copyOf(children);
    }

    /**
     * The first child of a name.
     *
     * @param child the name
     * @return the child, if there is one
     */
    public Optional<PomTag> child(String child) {
        return children.stream().filter(tag -> tag.name.equals(child)).findFirst();
    }

    /** The tag without any value in it or below it, for a value may be a secret that does not belong there. */
    @Override
    public String toString() {
        return "<" + name + ">" + children;
    }

    /** Whether the name of a binding or var can be that of a tag: letters, digits and underscores, and no digit first. */
    public static boolean canBe(String name) {
        return Names.isBinding(name);
    }
}
