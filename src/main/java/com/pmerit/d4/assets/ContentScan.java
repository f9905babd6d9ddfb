package com.pmerit.d4.assets;

import com.pmerit.d4.contract.SecretShapes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Looks through the contents of files that are to be published for what belongs to another environment or to nobody but the team. Shows where and of
 * what kind, never the text itself.
 */
public final class ContentScan {
    private static final Pattern NO_TEXT =
            Pattern.compile("(image/(?!svg)|audio/|video/|font/).*|application/(zip|gzip|pdf|wasm|x-font.*)");
    // Pictures and fonts that stand in a text as Base64 hold any letters in any order.
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{120,}+={0,2}");

    // What Cloudflare does not take is not read either.
    private static final long MOST_BYTES = 25L * 1024 * 1024;

    private final Marks foreign;
    private final String ownHost;
    private final Predicate<String> holdsKnownSecret;
    private final List<String> faults = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private boolean foundOwnHost;

    /**
     * Prepares a look.
     *
     * @param foreign what must not be found
     * @param ownHost the host of this environment's API
     * @param holdsKnownSecret whether a text holds the value of one of the project's secrets
     */
    public ContentScan(Marks foreign, String ownHost, Predicate<String> holdsKnownSecret) {
        this.foreign = foreign;
        this.ownHost = ownHost.toLowerCase(Locale.ROOT);
        this.holdsKnownSecret = holdsKnownSecret;
    }

    /**
     * What was found.
     *
     * @param faults what must not be published
     * @param doubts what may be meant to be public
     * @param foundOwnHost whether this environment's API host is in any file
     */
    public record Found(List<String> faults, List<String> doubts, boolean foundOwnHost) {}

    /**
     * Looks through files, and through texts that are no files.
     *
     * @param texts by their names
     * @throws IOException when a file cannot be read
     */
    public Found look(List<SiteFile> files, Map<String, String> texts) throws IOException {
        for (SiteFile file : files) {
            if (file.path().endsWith(".map")) {
                doubts.add(file.path() + " is a source map: it shows everybody what the site was made of");
            }
            if (file.size() <= MOST_BYTES
                    && !NO_TEXT.matcher(file.contentType()).matches()) {
                look(file.path(), Files.readString(file.file(), StandardCharsets.ISO_8859_1));
            }
        }
        texts.forEach(this::look);
        return new Found(List.copyOf(faults), List.copyOf(doubts), foundOwnHost);
    }

    private void look(String name, String text) {
        String small = text.toLowerCase(Locale.ROOT);
        foundOwnHost = foundOwnHost || Marks.standsIn(small, ownHost);
        for (Map.Entry<String, String> mark : foreign.byText().entrySet()) {
            if (Marks.standsIn(small, mark.getKey().toLowerCase(Locale.ROOT))) {
                faults.add(name + " holds " + mark.getKey() + ", " + mark.getValue());
            }
        }
        if (holdsKnownSecret.test(text)) {
            faults.add(name + " holds the value of one of the project's secrets");
        }
        for (SecretShapes.Likeness likeness :
                SecretShapes.among(BASE64.matcher(text).replaceAll(" "))) {
            (likeness.unmistakable() ? faults : doubts).add(name + " holds what looks like " + likeness.what());
        }
    }
}
