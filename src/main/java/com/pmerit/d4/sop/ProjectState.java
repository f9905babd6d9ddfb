package com.pmerit.d4.sop;

import com.pmerit.d4.audit.Audit;
import com.pmerit.d4.audit.BucketAudit;
import com.pmerit.d4.audit.DatabaseAudit;
import com.pmerit.d4.audit.Delta;
import com.pmerit.d4.audit.EnvironmentAudit;
import com.pmerit.d4.audit.SiteAudit;
import com.pmerit.d4.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is true of a project: the contract, and what was read of its environments at one moment.
 *
 * @param contract what POM and wrangler config promise
 * @param environments in release order
 * @param audit databases, buckets and sites of them, and where their schemas differ
 * @param checklist the one that ran last in this checkout
 */
public record ProjectState(
        Contract contract, List<EnvironmentState> environments, Reading<Audit> audit, LastChecklist checklist) {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException when there is no environment
     */
    public ProjectState {
        environments = List.copyOf(environments);
        if (environments.isEmpty()) {
            throw new IllegalArgumentException("the state of no environment");
        }
    }

    /** What was found of an environment's databases, buckets and site; empty when that could not be read. */
    public Optional<EnvironmentAudit> audited(String environment) {
        return audit.value()
                .flatMap(found -> found.environments().stream()
                        .filter(each -> each.name().equals(environment))
                        .findFirst());
    }

    /** The databases of an environment, in the order of their bindings. */
    public List<DatabaseAudit> databases(String environment) {
        return audited(environment).map(EnvironmentAudit::databases).orElse(List.of());
    }

    /** The schema deltas; none when they could not be read. */
    public List<Delta> deltas() {
        return audit.value().map(Audit::deltas).orElse(List.of());
    }

    /** All that could not be read, a line each: an SOP that was written from this has a hole there. */
    public List<String> holes() {
        List<String> holes = new ArrayList<>();
        environments.forEach(each -> {
            String name = each.environment().name();
            each.live().trouble().ifPresent(why -> holes.add("what is live in " + name + ": " + why));
            each.rollback().trouble().ifPresent(why -> holes.add("where a rollback of " + name + " goes: " + why));
        });
        audit.trouble().ifPresent(why -> holes.add("databases, buckets and sites: " + why));
        audit.value().ifPresent(found -> {
            found.unreadable().forEach(each -> holes.add(hole(each)));
            found.unreadableBuckets().forEach(each -> holes.add(hole(each)));
            found.unreadableSites().forEach(each -> holes.add(hole(each)));
            found.deltas()
                    .forEach(delta -> delta.trouble()
                            .ifPresent(why -> holes.add("the schema delta of " + delta.binding() + ": " + why)));
        });
        if (checklist instanceof LastChecklist.Unreadable unreadable) {
            holes.add("the last checklist: " + unreadable.why());
        }
        return holes;
    }

    private static String hole(DatabaseAudit.Unreadable database) {
        return "the database " + database.name() + ": " + database.why();
    }

    private static String hole(BucketAudit.Unreadable bucket) {
        return "the bucket " + bucket.name() + ": " + bucket.why();
    }

    private static String hole(SiteAudit.Unreadable site) {
        return "the site " + site.place() + ": " + site.why();
    }
}
