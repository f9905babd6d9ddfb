/**
 * The Worker: its bundle and digest, its versions and deployments, its bindings and secrets, its static assets; gates and steps about
 * them. Uses assets, contract, gate, release, cloudflare and tool.
 */
@NullMarked
package com.pmerit.d4.worker;

import org.jspecify.annotations.NullMarked;
