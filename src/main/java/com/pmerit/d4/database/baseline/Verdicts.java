package com.pmerit.d4.database.baseline;

import com.pmerit.d4.sql.SchemaFact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds what each file does against the facts of a database. Facts that no file provides or removes, such as a table that
 * somebody made by hand, are nobody's fault here: the replay of the remaining files tells them.
 */
public final class Verdicts {
    private final History history;
    private final Map<String, Set<SchemaFact>> live = new HashMap<>();
    private final Map<String, Set<SchemaFact>> gone = new HashMap<>();
    private final Map<String, Set<String>> removers = new HashMap<>();
    private final Map<SchemaFact, List<String>> providers = new HashMap<>();

    /** Prepares the verdicts on the files of a history. */
    public Verdicts(History history) {
        this.history = history;
        List<FileEffect> effects = history.effects();
        Map<SchemaFact, String> addedLater = new HashMap<>();
        Map<SchemaFact, String> removedLater = new HashMap<>();
        for (int index = effects.size() - 1; index >= 0; index--) {
            FileEffect effect = effects.get(index);
            Set<SchemaFact> stays = new TreeSet<>(effect.change().added());
            Set<String> by = new TreeSet<>();
            for (SchemaFact fact : effect.change().added()) {
                String remover = removedLater.get(fact);
                if (remover != null) {
                    stays.remove(fact);
                    by.add(remover);
                }
            }
            Set<SchemaFact> away = new TreeSet<>(effect.change().removed());
            away.removeAll(addedLater.keySet());
            live.put(effect.name(), stays);
            gone.put(effect.name(), away);
            removers.put(effect.name(), by);
            effect.change().added().forEach(fact -> {
                addedLater.put(fact, effect.name());
                removedLater.remove(fact);
            });
            effect.change().removed().forEach(fact -> {
                removedLater.put(fact, effect.name());
                addedLater.remove(fact);
            });
        }
        for (FileEffect effect : effects) {
            live(effect.name())
                    .forEach(fact -> providers
                            .computeIfAbsent(fact, each -> new ArrayList<>())
                            .add(effect.name()));
        }
    }

    /** Every file whose part of the end of the history a fact is, in the order of the files. */
    public List<String> providers(SchemaFact fact) {
        return List.copyOf(providers.getOrDefault(fact, List.of()));
    }

    /**
     * Judges each file, in the order of the files.
     *
     * @param production the facts of the database
     * @param tracked the names of files that its tracking table lists
     */
    public Map<String, Verdict> of(Collection<SchemaFact> production, Set<String> tracked) {
        Set<SchemaFact> present = new HashSet<>(production);
        Map<String, Verdict> backwards = new LinkedHashMap<>();
        for (int index = history.effects().size() - 1; index >= 0; index--) {
            FileEffect effect = history.effects().get(index);
            backwards.put(effect.name(), judge(effect, present, tracked, backwards));
        }
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        history.effects().forEach(effect -> {
            Verdict verdict = backwards.get(effect.name());
            if (verdict != null && !tracked.contains(effect.name())) {
                verdicts.put(effect.name(), verdict);
            }
        });
        return Collections.unmodifiableMap(verdicts);
    }

    private Verdict judge(FileEffect effect, Set<SchemaFact> present, Set<String> tracked, Map<String, Verdict> later) {
        if (effect.failure().isPresent()) {
            return new Verdict.Unreplayable(effect.failure().get());
        }
        if (effect.change().isEmpty()) {
            return new Verdict.DataOnly(effect.dataStatements());
        }
        Set<SchemaFact> stays = live(effect.name());
        Set<SchemaFact> stillThere = new TreeSet<>(gone(effect.name()));
        stillThere.retainAll(present);
        Map<SchemaFact, List<String>> missing = new TreeMap<>();
        stays.stream().filter(fact -> !present.contains(fact)).forEach(fact -> missing.put(fact, providers(fact)));
        if (stays.isEmpty() && !effect.change().added().isEmpty()) {
            Set<String> by = removers.getOrDefault(effect.name(), Set.of());
            boolean proven = stillThere.isEmpty()
                    && effect.dataStatements().isEmpty()
                    && effect.seeded().isEmpty()
                    && by.stream().allMatch(name -> isInEffect(name, tracked, later));
            return new Verdict.Shadowed(by, proven);
        }
        if (!missing.isEmpty() && missing.size() == stays.size()) {
            return new Verdict.Absent(missing);
        }
        if (!missing.isEmpty() || !stillThere.isEmpty()) {
            return new Verdict.Partial(missing, stillThere);
        }
        if (!effect.seeded().isEmpty()) {
            return new Verdict.Unverified(effect.seeded());
        }
        return effect.dataStatements().isEmpty()
                ? new Verdict.Proven()
                : new Verdict.DataUnproven(effect.dataStatements());
    }

    private static boolean isInEffect(String name, Set<String> tracked, Map<String, Verdict> later) {
        Verdict verdict = later.get(name);
        return tracked.contains(name)
                || (verdict != null && (verdict.isProof() || verdict instanceof Verdict.DataUnproven));
    }

    /** What a file adds that no later file takes away. */
    public Set<SchemaFact> live(String name) {
        return Collections.unmodifiableSet(live.getOrDefault(name, Set.of()));
    }

    /** What a file takes away that no later file adds again. */
    public Set<SchemaFact> gone(String name) {
        return Collections.unmodifiableSet(gone.getOrDefault(name, Set.of()));
    }
}
