package com.pmerit.d4.assets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What Cloudflare takes (Pages documentation, "Limits"; Workers documentation, "Static assets"), looked at before anything is
 * uploaded.
 */
public final class SiteLimits {
    private static final long MEBIBYTE = 1024L * 1024;
    private static final long MOST_BYTES = 25 * MEBIBYTE;
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_RULE = 2000;
    private static final int MOST_REDIRECTS = 2100;

    private SiteLimits() {}

    /**
     * What is beyond a limit, a line each.
     *
     * @param rules the texts of {@code _headers} and {@code _redirects} by these names, as far as there are some
     * @param mostFiles how many files a deployment may have
     * @param taker who takes them: {@code Pages}
     */
    public static List<String> exceeded(List<SiteFile> files, Map<String, String> rules, int mostFiles, String taker) {
        List<String> faults = new ArrayList<>();
        if (files.size() > mostFiles) {
            faults.add(files.size() + " files, and this account may publish " + mostFiles);
        }
        files.stream()
                .filter(file -> file.size() > MOST_BYTES)
                .forEach(file ->
                        faults.add(file.path() + " has " + shown(file.size()) + ", and " + taker + " takes 25 MiB"));
        rules.forEach((name, text) -> judge(name, text, taker, faults));
        return faults;
    }

    private static void judge(String name, String text, String taker, List<String> faults) {
        List<String> lines = text.lines().toList();
        boolean headers = name.equals("_headers");
        int rules = 0;
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            if (line.length() > LONGEST_RULE) {
                faults.add(name + " has " + line.length() + " characters in line " + (index + 1) + ", and " + taker
                        + " reads " + LONGEST_RULE);
            }
            rules += headers && Character.isWhitespace(line.charAt(0)) ? 0 : 1;
        }
        int most = headers ? MOST_HEADERS : MOST_REDIRECTS;
        if (rules > most) {
            faults.add(name + " has " + rules + " rules, and " + taker + " reads " + most);
        }
    }

    /** A number of bytes for a person: as MiB, and below one of them as KiB. */
    public static String shown(long bytes) {
        return bytes < MEBIBYTE
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) MEBIBYTE);
    }
}
