package com.pmerit.d4.worker;

import java.util.Optional;

/**
 * A binding of one environment, held against the live version. No value of a variable that looks like a secret is in it, nor any
 * that is only live.
 *
 * @param name in the Worker's {@code env}
 * @param type such as {@code D1}, {@code R2}, {@code KV}, {@code var}, else Cloudflare's own word
 * @param target what is stated, for a person: the id and name of a database, the name of a bucket, the value of a variable; of a
 *     binding that is only live, what is live
 * @param state how it stands to what is live
 * @param live what is live in its place, where that is another resource
 * @param secretLook why it looks like a secret, such as {@code its name says SALT}; empty for what does not
 */
public record ComparedBinding(
        String name,
        String type,
        String target,
        BindingState state,
        Optional<String> live,
        Optional<String> secretLook) {}
