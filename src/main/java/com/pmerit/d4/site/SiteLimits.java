package com.pmerit.d4.site;

import com.pmerit.d4.cloudflare.PagesDeploymentRequest.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What Pages takes (Pages documentation, "Limits"), looked at before anything is uploaded. */
final class SiteLimits {
    private static final long MOST_BYTES = 25L * 1024 * 1024;
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_RULE = 2000;
    private static final int MOST_REDIRECTS = 2100;

    private SiteLimits() {}

    /**
     * What is beyond a limit, a line each.
     *
     * @param mostFiles how many files a deployment may have
     */
    static List<String> exceeded(BuiltSite site, int mostFiles) {
        List<String> faults = new ArrayList<>();
        if (site.files().size() > mostFiles) {
            faults.add(site.files().size() + " files, and this account may publish " + mostFiles);
        }
        site.files().stream()
                .filter(file -> file.size() > MOST_BYTES)
                .forEach(file ->
                        faults.add(file.path() + " has " + mebibytes(file.size()) + ", and Pages takes 25 MiB"));
        site.parts().forEach(part -> judge(part, faults));
        return faults;
    }

    private static void judge(Part part, List<String> faults) {
        List<String> lines = part.name().startsWith("_redirects") || part.name().equals("_headers")
                ? new String(part.content(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                        .toList()
                : List.of();
        boolean headers = part.name().equals("_headers");
        long rules = headers
                ? lines.stream()
                        .filter(line -> !Character.isWhitespace(line.charAt(0)))
                        .count()
                : lines.size();
        int most = headers ? MOST_HEADERS : MOST_REDIRECTS;
        if (rules > most) {
            faults.add(part.name() + " has " + rules + " rules, and Pages reads " + most);
        }
        lines.stream()
                .filter(line -> line.length() > LONGEST_RULE)
                .findFirst()
                .ifPresent(line -> faults.add(part.name() + " has a line of " + line.length()
                        + " characters, and Pages reads " + LONGEST_RULE));
    }

    static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / 1024.0 / 1024.0);
    }
}
