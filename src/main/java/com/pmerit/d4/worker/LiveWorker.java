package com.pmerit.d4.worker;

import com.pmerit.d4.cloudflare.Deployment;
import com.pmerit.d4.cloudflare.TrafficShare;
import com.pmerit.d4.cloudflare.WorkerVersion;

/** What a script runs at the moment of asking. */
public sealed interface LiveWorker {

    /** There is no such script, or it was never deployed. */
    record Absent() implements LiveWorker {}

    /** One version takes all traffic; another may be staged beside it at 0 %. */
    record Serving(Deployment deployment, WorkerVersion version) implements LiveWorker {}

    /** Traffic is split between versions: somebody is in the middle of a gradual deployment. */
    record Split(Deployment deployment) implements LiveWorker {
        /** Such as {@code 1f0c… at 90 %, 77ab… at 10 %}. */
        public String shares() {
            return LiveWorker.shares(deployment);
        }
    }

    /** Such as {@code 1f0c… at 90 %, 77ab… at 10 %}. */
    static String shares(Deployment deployment) {
        return String.join(
                ", ", deployment.shares().stream().map(TrafficShare::toString).toList());
    }
}
