package com.pmerit.d4.assets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** The content type that a file is published with: that of its extension, as wrangler gives it. */
public final class ContentTypes {
    private static final String USUAL = "content-types.properties";

    private final Properties byExtension = new Properties();
    private final String other;
    private final String ofText;
    private final boolean asksBareNames;

    private ContentTypes(List<String> lists, String other, String ofText, boolean asksBareNames) {
        this.other = other;
        this.ofText = ofText;
        this.asksBareNames = asksBareNames;
        lists.forEach(this::load);
    }

    /** The types of a Pages site, to which Pages adds the character set. */
    public static ContentTypes ofPages() {
        return new ContentTypes(List.of(USUAL), "application/octet-stream", "", true);
    }

    /** The types of a Worker's files, for which wrangler asks a later list; an unknown one is served without a type. */
    public static ContentTypes ofWorkers() {
        return new ContentTypes(
                List.of(USUAL, "content-types-of-workers.properties"), "application/null", "; charset=utf-8", false);
    }

    private void load(String list) {
        try (InputStream in = ContentTypes.class.getResourceAsStream(list)) {
            if (in == null) {
                throw new IllegalStateException("d4 lacks its list of content types " + list);
            }
            byExtension.load(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("d4 cannot read its list of content types", unreadable);
        }
    }

    /**
     * The type, as it is uploaded.
     *
     * @param path of the file below the root, with slashes
     */
    String of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        boolean bare = asksBareNames && name.length() == path.length();
        boolean known = bare || extension.length() < name.length() - 1;
        String type = known ? byExtension.getProperty(extension, "") : "";
        if (type.isEmpty()) {
            return other;
        }
        return type.startsWith("text/") ? type + ofText : type;
    }
}
