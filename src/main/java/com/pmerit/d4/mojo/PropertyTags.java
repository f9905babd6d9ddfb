package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.PomTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts properties where the POM leaves a tag out: {@code d4.environments.staging.url} stands for
 * {@code <environments><staging><url>}. A tag of the POM wins, as with every parameter of Maven.
 */
final class PropertyTags {
    private static final String PREFIX = "d4.";
    private static final List<String> ROOTS = List.of("worker", "site", "environments");

    private PropertyTags() {}

    /**
     * Fills in.
     *
     * @param tags the POM's tags
     * @param user what {@code -D} gave, which wins over the next
     * @param project the POM's properties
     */
    static List<PomTag> fill(List<PomTag> tags, Properties user, Properties project) {
        Set<String> names = new TreeSet<>(user.stringPropertyNames());
        names.addAll(project.stringPropertyNames());
        PomTag all = new PomTag("configuration", "", tags);
        for (String name : names) {
            if (standsForTag(name)) {
                String value = user.getProperty(name, project.getProperty(name, ""));
                all = fill(all, List.of(name.substring(PREFIX.length()).split("\\.", -1)), value);
            }
        }
        return all.children();
    }

    /** Whether a property's name is one of these. */
    static boolean standsForTag(String property) {
        return ROOTS.stream().anyMatch(root -> property.startsWith(PREFIX + root + "."));
    }

    private static PomTag fill(PomTag tag, List<String> path, String value) {
        if (path.isEmpty()) {
            boolean stated = !tag.value().isBlank() || !tag.children().isEmpty();
            return stated ? tag : new PomTag(tag.name(), value, List.of());
        }
        String head = path.get(0);
        List<PomTag> children = new ArrayList<>(tag.children());
        PomTag child = tag.child(head).orElse(new PomTag(head, "", List.of()));
        PomTag filled = fill(child, path.subList(1, path.size()), value);
        int place = children.indexOf(child);
        if (place < 0) {
            children.add(filled);
        } else {
            children.set(place, filled);
        }
        return new PomTag(tag.name(), tag.value(), children);
    }
}
