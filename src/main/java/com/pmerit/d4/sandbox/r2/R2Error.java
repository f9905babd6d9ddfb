package com.pmerit.d4.sandbox.r2;

/** A binding's request is refused; codes as in R2's documentation, "Error codes". */
final class R2Error extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;
    private final String words;

    private R2Error(int status, int code, String words) {
        super(words, null, false, false);
        this.status = status;
        this.code = code;
        this.words = words;
    }

    static R2Error noSuchBucket() {
        return new R2Error(404, 10006, "The specified bucket does not exist.");
    }

    static R2Error noSuchKey() {
        return new R2Error(404, 10007, "The specified key does not exist.");
    }

    static R2Error preconditionFailed() {
        return new R2Error(412, 10031, "At least one of the pre-conditions you specified did not hold.");
    }

    static R2Error invalidRange() {
        return new R2Error(416, 10039, "The requested range is not satisfiable");
    }

    static R2Error badDigest(String algorithm) {
        return new R2Error(400, 10037, "The " + algorithm + " checksum you specified did not match what we received.");
    }

    static R2Error invalidName() {
        return new R2Error(400, 10020, "The specified object name is not valid.");
    }

    static R2Error invalidArgument(String words) {
        return new R2Error(400, 10029, words);
    }

    static R2Error notEmulated(String what) {
        return new R2Error(501, 10029, "The embedded Cloudflare does not do " + what + ".");
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    String words() {
        return words;
    }
}
