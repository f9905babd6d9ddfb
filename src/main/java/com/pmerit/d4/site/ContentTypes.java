package com.pmerit.d4.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;

/** The content type that a file is published with: that of its extension, as wrangler gives it. */
final class ContentTypes {
    private static final String OTHER = "application/octet-stream";

    private final Properties byExtension = new Properties();

    /** Reads the list that lies beside this class. */
    ContentTypes() {
        try (InputStream in = ContentTypes.class.getResourceAsStream("content-types.properties")) {
            if (in == null) {
                throw new IllegalStateException("d4 lacks its list of content types");
            }
            byExtension.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("d4 cannot read its list of content types", unreadable);
        }
    }

    /**
     * The type without a character set.
     *
     * @param path of the file below the site's root, with slashes
     */
    String of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        boolean known = extension.length() < name.length() - 1 || name.length() == path.length();
        return known ? byExtension.getProperty(extension, OTHER) : OTHER;
    }
}
