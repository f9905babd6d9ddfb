package com.pmerit.d4.cloudflare;

import java.util.List;

/**
 * The code of an uploaded version, as Cloudflare gives it back.
 *
 * @param mainModule name of the entry module
 * @param modules all of them, source maps included, in Cloudflare's order
 */
public record VersionContent(String mainModule, List<WorkerModule> modules) {
    /**
     * Checks that the entry is there.
     *
     * @throws IllegalArgumentException when it is not among the modules
     */
    public VersionContent {
        modules = List.copyOf(modules);
        if (modules.stream().noneMatch(module -> module.name().equals(mainModule))) {
            throw new IllegalArgumentException(
                    "The entry module " + PlainText.of(mainModule) + " is not among the modules of the version");
        }
    }

    static VersionContent read(RawAnswer answer) {
        String main = answer.head()
                .entrypoint()
                .orElseThrow(() -> new MalformedAnswerException("the header cf-entrypoint is missing"));
        List<WorkerModule> modules = ReceivedForm.parts(answer.body()).stream()
                .map(ReceivedForm.Part::module)
                .toList();
        return new VersionContent(main, modules);
    }
}
