package com.pmerit.d4.report.html;

import java.util.List;

/**
 * An element with its attributes.
 *
 * @param name of the element
 * @param attributes names and values in turn
 */
record Tag(String name, List<String> attributes) {
    Tag {
        attributes = List.copyOf(attributes);
        if (attributes.size() % 2 != 0) {
            throw new IllegalArgumentException("an attribute of <" + name + "> has no value");
        }
        for (int i = 0; i < attributes.size(); i += 2) {
            // A page that leads nowhere cannot be made to lead somewhere.
            if (attributes.get(i).equals("href") && !attributes.get(i + 1).startsWith("#")) {
                throw new IllegalArgumentException("a link leads out of the page: " + attributes.get(i + 1));
            }
        }
    }

    static Tag of(String name, String... attributes) {
        return new Tag(name, List.of(attributes));
    }
}
