package com.pmerit.d4.report;

import com.pmerit.d4.audit.SiteAudit;
import com.pmerit.d4.audit.SiteAudit.Kinship;
import com.pmerit.d4.audit.SiteAudit.Published;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What an audit's table says of a site, row by row. */
final class SiteCells {
    private static final int SHORT_ID = 8;
    private static final int SHORT_COMMIT = 7;

    private SiteCells() {}

    /** The cell of a site by the label of its row, in the order of the rows. */
    static Map<String, Function<SiteAudit, String>> rows(Instant now) {
        Map<String, Function<SiteAudit, String>> rows = new LinkedHashMap<>();
        rows.put("site", SiteAudit::place);
        rows.put(" serves", SiteCells::serves);
        rows.put(" commit", of(SiteCells::commit));
        rows.put(" since", of(live -> new Age(live.deployment().since(), now).toString()));
        rows.put(" at", of(live -> live.deployment().address()));
        return rows;
    }

    private static Function<SiteAudit, String> of(Function<SiteAudit.Live, String> cell) {
        return site ->
                site instanceof SiteAudit.Live live ? cell.apply(live) : site instanceof SiteAudit.Nothing ? "-" : "?";
    }

    private static String serves(SiteAudit site) {
        if (site instanceof SiteAudit.Live live) {
            Published deployment = live.deployment();
            return shortened(deployment.id(), SHORT_ID)
                    + (live.byD4() ? " by d4" : " not by d4")
                    + deployment.branch().map(branch -> ", " + branch).orElse("");
        }
        return site instanceof SiteAudit.Nothing ? "nothing was ever published" : "?";
    }

    private static String commit(SiteAudit.Live live) {
        String commit = live.deployment()
                .commit()
                .map(hash -> shortened(hash, SHORT_COMMIT))
                .orElse("none named");
        String shown = commit + (live.deployment().dirty() ? " dirty" : "");
        if (live.kinship() instanceof Kinship.Same) {
            return shown + ", as the Worker";
        }
        return live.kinship() instanceof Kinship.Other other
                ? shown + ", Worker " + shortened(other.commit(), SHORT_COMMIT)
                : shown + ", Worker's unknown";
    }

    private static String shortened(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }
}
