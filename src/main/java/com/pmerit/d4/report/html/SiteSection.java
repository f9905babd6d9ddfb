package com.pmerit.d4.report.html;

import java.util.List;
import java.util.Optional;

/** Which site users meet, and whether it is of the release that the Worker is. */
final class SiteSection implements Section {
    @Override
    public About about() {
        return new About("site", "The site beside its Worker", "audit.json", "d4:audit");
    }

    @Override
    public Glance glance(Part part) {
        List<Part> sites = sites(part);
        if (sites.isEmpty()) {
            return new Glance(Tone.PLAIN, "none", "d4 publishes no site");
        }
        if (sites.stream().anyMatch(site -> site.has("unreadable"))) {
            return new Glance(Tone.BAD, "unreadable", "a site could not be read");
        }
        long strays = sites.stream().filter(SiteSection::isStray).count();
        return strays == 0
                ? new Glance(Tone.GOOD, "in step", Quantity.count(sites.size(), "site") + ", none of another release")
                : new Glance(
                        Tone.WARN,
                        "out of step",
                        strays + " of " + Quantity.count(sites.size(), "site") + " is not of its Worker's release");
    }

    private static List<Part> sites(Part part) {
        return part.parts("environments").stream()
                .filter(each -> each.has("site"))
                .map(each -> each.at("site"))
                .toList();
    }

    private static boolean isStray(Part site) {
        Part worker = site.at("worker");
        return site.has("deployment") && (!site.is("byD4") || (worker.has("sameRelease") && !worker.is("sameRelease")));
    }

    @Override
    public void write(Html html, Part part) {
        if (sites(part).isEmpty()) {
            html.leaf("p", "The POM names no site that d4 publishes.");
            return;
        }
        new SideBySide(
                        "The site of each environment",
                        part.parts("environments"),
                        each -> each.has("site") ? Optional.of(each.at("site")) : Optional.empty())
                .known("Place", each -> Grid.text(each.name("place")))
                .row("Address", each -> Grid.text(each.name("address")))
                .row(
                        "Deployment",
                        each -> Grid.text(each.has("deployment") ? each.name("deployment") : "nothing published"))
                .row("Commit", each -> Grid.text(each.name("commit") + (each.is("dirty") ? ", with changes" : "")))
                .row("Since", each -> Grid.moment(each.text("since")))
                .row("Made by d4", each -> page -> maker(page, each))
                .row("Of its Worker's release", each -> page -> kinship(page, each.at("worker")))
                .write(html);
    }

    private static void maker(Html html, Part site) {
        if (site.has("byD4")) {
            (site.is("byD4") ? Tone.GOOD : Tone.WARN).chip(html, site.is("byD4") ? "yes" : "no");
        } else {
            html.text("\u2013");
        }
    }

    private static void kinship(Html html, Part worker) {
        if (worker.has("unknown")) {
            html.text("unknown: " + worker.text("unknown"));
        } else if (!worker.has("sameRelease")) {
            html.text("\u2013");
        } else if (worker.is("sameRelease")) {
            Tone.GOOD.chip(html, "yes");
        } else {
            Tone.WARN.chip(html, "no");
            html.text(" the Worker is of commit " + worker.name("commit"));
        }
    }
}
