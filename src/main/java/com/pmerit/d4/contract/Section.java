package com.pmerit.d4.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A tag together with where it stands, which tells faults by the whole path. */
final class Section {
    private final String path;
    private final PomTag tag;
    private final Faults faults;

    Section(String parent, PomTag tag, Faults faults) {
        this.path = parent + "<" + tag.name() + ">";
        this.tag = tag;
        this.faults = faults;
    }

    String name() {
        return tag.name();
    }

    String path() {
        return path;
    }

    String path(String key) {
        return path + "<" + key + ">";
    }

    /** The text of this very tag as it stands, which a var may want empty; a fault when it holds tags instead. */
    String value() {
        if (!tag.children().isEmpty()) {
            faults.error(path, "", "wants a text, but holds tags", "Write the value itself between the tags.");
        } else if (tag.value().contains("${")) {
            faults.error(
                    path,
                    SecretShapes.masked(tag.value()),
                    "holds a property that nothing defines",
                    "Define it in <properties> or by -D.");
        }
        return tag.value();
    }

    Optional<String> text(String key) {
        return child(key).map(child -> child.value().strip()).filter(text -> !text.isEmpty());
    }

    Optional<Section> child(String key) {
        return tag.child(key).map(child -> new Section(path, child, faults));
    }

    List<Section> children() {
        return tag.children().stream()
                .map(child -> new Section(path, child, faults))
                .toList();
    }

    boolean isLeaf() {
        return tag.children().isEmpty();
    }

    /** The texts of a list: a tag of this name each, or all in one text with commas, as a property gives them. */
    List<String> texts(String item) {
        if (isLeaf()) {
            return Arrays.stream(value().split(",", -1))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .toList();
        }
        List<String> items = new ArrayList<>();
        for (Section child : children()) {
            String text = child.value().strip();
            if (!child.name().equals(item)) {
                child.fault("", "is no key that d4 knows", "Write <" + item + ">NAME</" + item + "> for each.");
            } else if (text.isEmpty()) {
                child.fault("", "is empty", "Write a name in it, or take it out.");
            } else {
                items.add(text);
            }
        }
        return items;
    }

    /** Names every child that is not among the known ones, and every one that stands twice. */
    void allow(List<String> known) {
        for (Section child : children()) {
            if (!known.contains(child.name())) {
                String remedy = Spelling.nearest(child.name(), known)
                        .map(meant -> "Did you mean <" + meant + ">?")
                        .orElse("Known here: " + String.join(", ", known) + ".");
                faults.error(child.path, "", "is no key that d4 knows", remedy);
            }
        }
        if (!tag.value().isBlank()) {
            faults.error(
                    path,
                    SecretShapes.masked(tag.value().strip()),
                    "wants tags, but holds a text",
                    "Known here: " + String.join(", ", known) + ".");
        }
        refuseDoubles();
    }

    /** Names every child that stands twice, where any name is allowed. */
    void refuseDoubles() {
        List<String> names = tag.children().stream().map(PomTag::name).toList();
        names.stream()
                .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                .distinct()
                .forEach(name -> faults.error(path(name), "", "stands twice", "Take one of the two out."));
    }

    void fault(String key, String value, String problem, String remedy) {
        faults.error(path(key), value, problem, remedy);
    }

    void fault(String value, String problem, String remedy) {
        faults.error(path, value, problem, remedy);
    }

    void warn(String problem, String remedy) {
        faults.warning(path, "", problem, remedy);
    }
}
