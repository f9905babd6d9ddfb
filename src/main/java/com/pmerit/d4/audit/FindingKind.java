package com.pmerit.d4.audit;

import java.util.Locale;

/** What an audit may find. Codes are stable: one that is published keeps its meaning. */
public enum FindingKind {
    /** A Worker could not be read. */
    WORKER_UNREADABLE(Severity.ERROR, Weight.UNSEEN),
    /** Traffic is split between versions, so that there is no one version to hold against the POM. */
    TRAFFIC_SPLIT(Severity.ERROR, Weight.UNSEEN),
    /** What calls a Worker, or its settings, could not be read. */
    TRIGGERS_UNREADABLE(Severity.ERROR, Weight.UNSEEN),
    /** A database could not be read. */
    DATABASE_UNREADABLE(Severity.ERROR, Weight.UNSEEN),
    /** A bucket is not there or could not be read. */
    BUCKET_UNREADABLE(Severity.ERROR, Weight.UNSEEN),
    /** A site could not be read. */
    SITE_UNREADABLE(Severity.ERROR, Weight.UNSEEN),
    /** POM and wrangler config say two things about one. */
    CONFIG_DISAGREES(Severity.ERROR, Weight.PLAIN),
    /** A database bears another name in the account than the POM says. */
    DATABASE_MISNAMED(Severity.ERROR, Weight.DRIFT),
    /** The live version is bound to something else than is stated. */
    BINDING_REDIRECTED(Severity.ERROR, Weight.DRIFT),
    /** The POM names a secret, and the live version does not have it. */
    SECRET_MISSING(Severity.ERROR, Weight.DRIFT),
    /** The POM names a secret, and the live version has it in plain text. */
    SECRET_IN_PLAIN_TEXT(Severity.ERROR, Weight.DRIFT),
    /** The live version has a secret, which the next release would replace by something in plain text. */
    SECRET_SHADOWED(Severity.ERROR, Weight.DRIFT),
    /** The live version has a binding that nothing states: the next release would drop it. */
    BINDING_ONLY_LIVE(Severity.WARNING, Weight.DRIFT),
    /** A binding is stated, and the live version does not have it. */
    BINDING_NOT_LIVE(Severity.WARNING, Weight.DRIFT),
    /** A variable has another value in the live version than is stated. */
    VAR_DIFFERS(Severity.WARNING, Weight.DRIFT),
    /** What calls a Worker, or a setting of it, is not as the wrangler config says. */
    TRIGGER_DIFFERS(Severity.WARNING, Weight.DRIFT),
    /** Two schemas differ in one thing. */
    SCHEMA_DIFFERS(Severity.WARNING, Weight.DRIFT),
    /** Two schemas could not be compared. */
    SCHEMA_NOT_COMPARED(Severity.WARNING, Weight.DRIFT),
    /** The site that users meet was not published by d4. */
    SITE_NOT_BY_D4(Severity.WARNING, Weight.DRIFT),
    /** The site that users meet is of another release than the Worker. */
    SITE_OF_OTHER_RELEASE(Severity.WARNING, Weight.DRIFT),
    /** The site that users meet was made from a working tree with changes that are in no commit. */
    SITE_DIRTY(Severity.WARNING, Weight.PLAIN),
    /** There is no Worker, or none of its versions is live. */
    WORKER_NOT_LIVE(Severity.WARNING, Weight.PLAIN),
    /** The live version was not uploaded by d4. */
    VERSION_NOT_BY_D4(Severity.WARNING, Weight.PLAIN),
    /** A version is staged beside the live one: a release stopped there. */
    VERSION_STAGED(Severity.WARNING, Weight.PLAIN),
    /** The upload could not be made, so that neither all bindings nor the code were looked at. */
    CODE_NOT_SEARCHED(Severity.WARNING, Weight.PLAIN),
    /** A variable looks like a secret. */
    VAR_LOOKS_SECRET(Severity.WARNING, Weight.PLAIN),
    /** The live version has a secret that the POM does not name. */
    SECRET_NOT_IN_POM(Severity.WARNING, Weight.PLAIN),
    /** The code reads a name to which nothing is bound. */
    SECRET_NOT_BOUND(Severity.WARNING, Weight.PLAIN),
    /** One environment has a binding, and another has none of the name. */
    BINDING_NOT_EVERYWHERE(Severity.WARNING, Weight.PLAIN),
    /** The tracking table of a database lists names of which the project has no file. */
    MIGRATION_WITHOUT_FILE(Severity.WARNING, Weight.PLAIN),
    /** The migration files could not be read. */
    MIGRATIONS_UNREADABLE(Severity.WARNING, Weight.PLAIN),
    /** The tracking table of a database does not list files of the project. */
    MIGRATION_NOT_LISTED(Severity.NOTE, Weight.PLAIN),
    /** One environment has a variable, and another has none of the name. */
    VAR_NOT_EVERYWHERE(Severity.NOTE, Weight.PLAIN),
    /** The code of an environment is another than that of the environment before it. */
    CODE_DIFFERS(Severity.NOTE, Weight.PLAIN),
    /** The name of a secret was not found in the code. */
    SECRET_NOT_FOUND(Severity.NOTE, Weight.PLAIN),
    /** Something calls a Worker, or is set for it, and the wrangler config has no word on it. */
    TRIGGER_NOT_STATED(Severity.NOTE, Weight.PLAIN),
    /** The wrangler config has it, and it was not looked at. */
    TRIGGER_NOT_COMPARED(Severity.NOTE, Weight.PLAIN),
    /** How much is in a bucket is not given. */
    BUCKET_NOT_COUNTED(Severity.NOTE, Weight.PLAIN),
    /** Whether a site is of its Worker's release cannot be said. */
    SITE_RELEASE_UNKNOWN(Severity.NOTE, Weight.PLAIN),
    /** Nothing was ever published where the site is to be. */
    SITE_NOT_PUBLISHED(Severity.NOTE, Weight.PLAIN),
    /** What the API token is could not be read. */
    TOKEN_UNREADABLE(Severity.NOTE, Weight.PLAIN),
    /** The API token may write, which no audit needs. */
    TOKEN_MAY_WRITE(Severity.NOTE, Weight.PLAIN);

    private final Severity severity;
    private final Weight weight;

    FindingKind(Severity severity, Weight weight) {
        this.severity = severity;
        this.weight = weight;
    }

    /** Such as {@code secret-missing}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How much it weighs. */
    public Severity severity() {
        return severity;
    }

    /** Whether the audit did not see everything because of it. */
    public boolean isUnseen() {
        return weight == Weight.UNSEEN;
    }

    /** Whether what is live is not what is promised, or not what the environment before has. */
    public boolean isDrift() {
        return weight == Weight.DRIFT;
    }
}
