package com.pmerit.d4.cloudflare;

/**
 * What a proxy asks for.
 *
 * @param user the user's name
 * @param password never shown
 */
public record ProxyLogin(String user, SecretValue password) {}
