package com.pmerit.d4.audit;

import com.pmerit.d4.contract.Database;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.database.Bookkeeping;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares the schemas that were read, on this machine. */
final class Deltas {
    private final Map<Place, Schema> schemas;

    /** What a database holds; empty when it could not be read. */
    record Schema(Database database, Optional<LiveContents> contents) {}

    Deltas(Map<Place, Schema> schemas) {
        this.schemas = new HashMap<>(schemas);
    }

    /** The deltas of each environment and the one before it, binding by binding. */
    List<Delta> of(List<Environment> environments) {
        List<Delta> deltas = new ArrayList<>();
        for (Environment second : environments) {
            Predecessor.of(second, environments).ifPresent(first -> {
                Set<String> bindings = new LinkedHashSet<>(first.databases().keySet());
                bindings.addAll(second.databases().keySet());
                bindings.forEach(binding -> deltas.add(delta(binding, first.name(), second.name())));
            });
        }
        return deltas;
    }

    /** One delta of two environments that were read. */
    Delta delta(String binding, String first, String second) {
        Schema here = schemas.get(new Place(first, binding));
        Schema there = schemas.get(new Place(second, binding));
        if (here == null || there == null) {
            return incomparable(binding, first, second, "only " + (here == null ? second : first) + " binds it");
        }
        if (here.contents().isEmpty() || there.contents().isEmpty()) {
            return incomparable(
                    binding, first, second, (here.contents().isEmpty() ? first : second) + " could not be read");
        }
        Bookkeeping bookkeeping = Bookkeeping.of(here.database(), there.database());
        try (Scratch one = new Scratch(bookkeeping);
                Scratch other = new Scratch(bookkeeping)) {
            LiveContents left = here.contents().get();
            LiveContents right = there.contents().get();
            Optional<String> refused = one.take(left).map(why -> first + ": " + why);
            refused = refused.isPresent() ? refused : other.take(right).map(why -> second + ": " + why);
            if (refused.isPresent()) {
                return incomparable(binding, first, second, refused.get());
            }
            if (one.facts().difference(other.facts()).isEmpty()) {
                return new Delta(binding, first, second, List.of(), Optional.empty(), List.of());
            }
            Provenance provenance =
                    Provenance.of(ProjectFiles.of(there.database()).inOrder(), bookkeeping);
            List<Likeness> likenesses = Likeness.between(one.tables(), other.tables());
            Comparison comparison =
                    new Comparison(new Comparison.Side(first, left, one), new Comparison.Side(second, right, other));
            return new Delta(
                    binding,
                    first,
                    second,
                    comparison.items(provenance),
                    Optional.empty(),
                    provenance.unreplayable(),
                    likenesses);
        } catch (SQLException broken) {
            return incomparable(binding, first, second, "SQLite cannot be asked on this machine: " + broken);
        }
    }

    private static Delta incomparable(String binding, String first, String second, String why) {
        return new Delta(binding, first, second, List.of(), Optional.of(why), List.of());
    }
}
