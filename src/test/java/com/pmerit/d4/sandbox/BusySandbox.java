package com.pmerit.d4.sandbox;

import java.nio.file.Path;

/** A process that runs a sandbox and uploads one version after the other until someone ends it. */
final class BusySandbox {
    private BusySandbox() {}

    /** Argument: the state directory. Prints the number of each version that was answered. */
    public static void main(String[] arguments) throws Exception {
        try (SandboxFixture fixture = new SandboxFixture(Path.of(arguments[0]))) {
            fixture.put("{}");
            for (int number = 2; true; number++) {
                fixture.uploadVersion("{}");
                System.out.println(number);
            }
        }
    }
}
