package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.AccountApi;
import com.pmerit.d4.cloudflare.ApiFailure;
import com.pmerit.d4.cloudflare.ApiResult;
import com.pmerit.d4.contract.CanonicalJson;
import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.release.Progress;
import com.pmerit.d4.release.Step;
import com.pmerit.d4.release.StepResult;
import com.pmerit.d4.release.StepResult.Aftermath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Undo: makes workers.dev, schedules and settings what they were before the release. Writes only what differs, and leaves
 * alone what is neither as it was nor as this release makes it: that was somebody else.
 */
public final class TriggersBackStep implements Step {
    private final Environment environment;
    private final AccountApi account;
    private final TriggersReading reading;

    /** Prepares the way back of one environment. */
    public TriggersBackStep(Environment environment, AccountApi account) {
        this.environment = environment;
        this.account = account;
        this.reading = new TriggersReading(account);
    }

    @Override
    public String id() {
        return "triggers-back";
    }

    @Override
    public String title() {
        return "Put the triggers from before back";
    }

    @Override
    public StepResult run(Progress progress) {
        Optional<String> text = Optional.ofNullable(progress.kept().get(TriggersReading.KEPT));
        if (text.isEmpty()) {
            return new StepResult.NotNeeded("no triggers were kept");
        }
        return KeptTriggers.read(text.get())
                .map(kept -> back(kept, progress))
                .orElseGet(() -> failed("what the run keeps of the triggers cannot be read: " + text.get()));
    }

    private StepResult back(KeptTriggers kept, Progress progress) {
        ApiResult<KeptTriggers> now = reading.now(environment.worker());
        ApiResult<Set<String>> ours = now.then(read -> asReleased());
        Optional<ApiFailure> unreadable = ours.failure();
        return unreadable.isPresent()
                ? failed(unreadable.get().message())
                : restore(differences(kept, now.orElseThrow()), ours.orElseThrow(), progress);
    }

    /** The names of those that are as this release makes them. */
    private ApiResult<Set<String>> asReleased() {
        return new Triggers(environment, account)
                .compare()
                .map(all -> all.stream()
                        .filter(trigger -> !trigger.differs())
                        .map(Trigger::name)
                        .collect(Collectors.toSet()));
    }

    /** What is not as it was, and how to make it so again. */
    private List<Trigger> differences(KeptTriggers kept, KeptTriggers now) {
        String worker = environment.worker();
        List<Trigger> all = new ArrayList<>();
        all.add(new Trigger(
                Triggers.WORKERS_DEV,
                now.workersDev().toString(),
                kept.workersDev().toString(),
                Triggers.WORKERS_DEV,
                () -> account.triggers().setWorkersDev(worker, kept.workersDev())));
        all.add(new Trigger(
                Triggers.SCHEDULES,
                new TreeSet<>(now.schedules()).toString(),
                new TreeSet<>(kept.schedules()).toString(),
                Triggers.SCHEDULES,
                () -> account.triggers()
                        .replaceSchedules(
                                worker, kept.schedules().stream().sorted().toList())));
        for (String key : UnversionedSettings.KEYS) {
            all.add(new Trigger(
                    key,
                    CanonicalJson.of(now.setting(key)),
                    CanonicalJson.of(kept.setting(key)),
                    key,
                    () -> account.settings().patchScript(worker, Map.of(key, kept.setting(key)))));
        }
        return all.stream().filter(Trigger::differs).toList();
    }

    private StepResult restore(List<Trigger> differences, Set<String> ours, Progress progress) {
        List<String> restored = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (Trigger difference : differences) {
            if (!ours.contains(difference.name())) {
                left.add(difference.name());
                continue;
            }
            Optional<ApiFailure> failure = difference.make().get().failure();
            if (failure.isPresent()) {
                return failed(failure.get().message());
            }
            restored.add(difference.changed());
        }
        String others = left.isEmpty() ? "" : "; left as somebody else made them: " + String.join(", ", left);
        return restored.isEmpty()
                ? new StepResult.AlreadyDone("as before the release" + others, progress)
                : new StepResult.Done("as before the release: " + String.join(", ", restored) + others, progress);
    }

    private StepResult.Failed failed(String why) {
        return new StepResult.Failed(
                why,
                List.of(),
                "the triggers of " + environment.worker() + " may be those of the release that is taken back",
                "run the same command again: an undo that was begun is finished first",
                Aftermath.HUMAN);
    }
}
