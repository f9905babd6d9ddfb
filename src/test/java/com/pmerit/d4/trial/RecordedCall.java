package com.pmerit.d4.trial;

import com.pmerit.d4.sandbox.http.RequestLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One call of a release. Gates call side by side, so a call is known by its route and by which call of that route it is, not
 * by its place among all.
 *
 * @param occurrence which call of this route it is, from 1
 */
public record RecordedCall(String method, String template, int occurrence) {

    public static List<RecordedCall> of(RequestLog log) {
        Map<String, Integer> seen = new HashMap<>();
        List<RecordedCall> calls = new ArrayList<>();
        for (RequestLog.Entry entry : log.entries()) {
            int occurrence = seen.merge(entry.method() + entry.template(), 1, Integer::sum);
            calls.add(new RecordedCall(entry.method(), entry.template(), occurrence));
        }
        return calls;
    }

    @Override
    public String toString() {
        return method + " " + template.replace("/accounts/{account}", "…") + " #" + occurrence;
    }
}
