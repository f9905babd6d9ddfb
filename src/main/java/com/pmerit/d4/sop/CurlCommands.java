package com.pmerit.d4.sop;

import com.pmerit.d4.contract.Environment;
import com.pmerit.d4.smoke.Answer;
import com.pmerit.d4.smoke.Question;
import com.pmerit.d4.smoke.Reply;
import com.pmerit.d4.smoke.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What curl asks: an address of an environment is asked once, so that a path that is not there shows. No other host is asked. */
final class CurlCommands implements CommandJudge {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;
    /** Options that change nothing of what is asked. */
    private static final Set<String> HARMLESS = Set.of(
            "-f",
            "--fail",
            "-s",
            "--silent",
            "-S",
            "-sS",
            "-sf",
            "-fs",
            "-fsS",
            "-sSf",
            "-L",
            "-i",
            "-I",
            "-v",
            "-o",
            "-w",
            "--show-error",
            "--max-time",
            "-m",
            "--retry");

    private final EnvironmentNames names;
    private final Optional<Transport> transport;

    /**
     * Prepares it.
     *
     * @param transport empty where nothing may be asked
     */
    CurlCommands(EnvironmentNames names, Optional<Transport> transport) {
        this.names = names;
        this.transport = transport;
    }

    @Override
    public Optional<Ruling> judge(CommandLine line, Statement.Command command) throws InterruptedException {
        if (!line.program().equals("curl")) {
            return Optional.empty();
        }
        Optional<URI> url = line.words().stream()
                .map(CurlCommands::url)
                .flatMap(Optional::stream)
                .findFirst();
        if (url.isEmpty()) {
            return Optional.of(new Ruling.NotUnderstood("it has no address that can be read"));
        }
        Optional<EnvironmentState> at = names.at(url.get().getHost());
        if (at.isEmpty()) {
            return Optional.of(new Ruling.NotUnderstood(
                    "no environment of the POM is met at " + url.get().getHost() + ", so it was not asked"));
        }
        if (!HARMLESS.containsAll(line.options().keySet())) {
            return Optional.of(new Ruling.NotUnderstood(
                    "it does more than to ask, or asks in a way of its own, and was not sent"));
        }
        return Optional.of(asked(url.get(), at.get().environment()));
    }

    private Ruling asked(URI url, Environment environment) throws InterruptedException {
        if (transport.isEmpty()) {
            return new Ruling.Unreadable("the address was not asked: there is no network");
        }
        Reply reply = transport.get().ask(new Question(url, Map.of(), LONGEST));
        if (reply instanceof Reply.NoAnswer none) {
            return new Ruling.Contradicted("no answer: " + none.reason(), "mvn d4:smoke -P" + environment.name());
        }
        int status = ((Answer) reply).status();
        boolean smoked = path(url).equals(environment.smoke().path());
        boolean wrong = smoked ? status != environment.smoke().status() : status == NOT_FOUND || status >= SERVER_ERROR;
        if (wrong) {
            return new Ruling.Contradicted(
                    path(url) + " of " + environment.name() + " answers " + status
                            + "; curl without -f takes that for a success",
                    "the POM's smoke test asks " + environment.smoke().path());
        }
        return smoked
                ? new Ruling.Enforced(
                        "step smoke",
                        "it answers " + status
                                + " now; a release asserts status, type and fields of the answer, and which"
                                + " version gives it: mvn d4:smoke -P" + environment.name())
                : new Ruling.NotEnforced(
                        "it answers " + status + " now, and the smoke test asks "
                                + environment.smoke().path() + " alone",
                        "name it in <smoke><path>");
    }

    private static String path(URI url) {
        return url.getRawPath().isEmpty()
                ? "/"
                : url.getRawPath()
                        + Optional.ofNullable(url.getRawQuery())
                                .map(query -> "?" + query)
                                .orElse("");
    }

    private static Optional<URI> url(String word) {
        if (!word.matches("https?://[A-Za-z0-9.-]+(:\\d+)?(/[!-~&&[^\"<>\\\\^`{|}]]*)?")) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(word)).filter(url -> url.getHost() != null);
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
