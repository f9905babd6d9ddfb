package com.pmerit.d4.sandbox.runtime;

import com.pmerit.d4.sandbox.http.Response;
import com.pmerit.d4.sandbox.http.WireFormat;
import org.apache.hc.core5.http.ClassicHttpResponse;

/**
 * The mark that the edge leaves on every answer.
 *
 * @param id 16 hex digits
 */
record Ray(String id) {
    /** Sends what the edge answers itself. */
    void write(Response page, ClassicHttpResponse answer) {
        WireFormat.write(page, answer);
        sign(answer);
    }

    void sign(ClassicHttpResponse answer) {
        answer.setHeader("Server", "cloudflare");
        answer.setHeader("cf-ray", id + "-LO4");
    }
}
