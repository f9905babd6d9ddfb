package com.pmerit.d4.sandbox.pages;

import com.pmerit.d4.sandbox.http.Refusal;

/** The refusals of the Pages API, with Cloudflare's codes where they are known. */
final class PagesRefusals {
    private PagesRefusals() {}

    static Refusal noProject() {
        return Refusal.of(
                404,
                8000007,
                "Project not found. The specified project name does not match any of your existing projects.");
    }

    static Refusal nameTaken() {
        return Refusal.of(409, 8000002, "A project with this name already exists. Choose a different project name.");
    }

    static Refusal badName(String name) {
        return Refusal.of(
                400, 8000000, "'" + name + "' is not a project name: at most 58 lower-case letters, digits and dashes");
    }

    static Refusal noDeployment() {
        return Refusal.of(404, 8000009, "The deployment ID you have specified does not exist.");
    }

    /** Clients fetch another upload token when they see this code. */
    static Refusal unauthorized(String reason) {
        return Refusal.of(401, 8000013, "The upload token is not valid: " + reason);
    }

    static Refusal liveDeployment() {
        return Refusal.of(400, 8000034, "This deployment is the live one of production and cannot be deleted.");
    }

    static Refusal aliasedDeployment() {
        return Refusal.of(
                400, 8000035, "A branch's alias leads to this deployment: it is deleted with ?force=true only.");
    }

    static Refusal noManifest() {
        return Refusal.of(400, 8000096, "A \"manifest\" field was expected in the request body but was not provided.");
    }

    static Refusal noDomain(String name) {
        return Refusal.of(404, 8000021, "The project has no custom domain " + name + ".");
    }

    static Refusal invalid(String reason) {
        return Refusal.of(400, 10001, reason);
    }

    static Refusal unsupported(String what) {
        return Refusal.of(400, 10405, what + " is not supported by the embedded Cloudflare yet");
    }
}
