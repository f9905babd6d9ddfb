package com.pmerit.d4.sandbox.workers;

import com.pmerit.d4.sandbox.workers.WorkerDirectory.Share;
import java.util.List;
import java.util.Map;

/** One deployment of a script: which versions took which part of the traffic from then on. */
record StoredDeployment(
        String id, String createdOn, String source, Map<String, String> annotations, List<Share> shares) {
    StoredDeployment {
        annotations = Map.copyOf(annotations);
        shares = List.copyOf(shares);
    }

    boolean is(String versionId) {
        return shares.size() == 1 && shares.get(0).versionId().equals(versionId);
    }
}
