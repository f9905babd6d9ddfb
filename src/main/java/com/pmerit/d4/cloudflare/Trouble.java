package com.pmerit.d4.cloudflare;

import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.jspecify.annotations.Nullable;

/** Says in plain words what went wrong on a connection. */
final class Trouble {
    private Trouble() {}

    static String of(@Nullable Throwable problem) {
        if (problem == null) {
            return "for no known reason";
        }
        String text = problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
        if (problem instanceof UnknownHostException) {
            // The JDK lets the words of the operating system follow the name, the first time that it is asked for it.
            String name = text.contains(": ") ? text.substring(0, text.indexOf(": ")) : text;
            return "the host name " + PlainText.whole(name) + " is not known";
        }
        if (problem instanceof SSLException) {
            return "TLS failed: " + PlainText.whole(text);
        }
        return problem instanceof ConnectionClosedException ? "the connection was closed" : PlainText.whole(text);
    }
}
