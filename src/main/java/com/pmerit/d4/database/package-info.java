/**
 * D1 migrations: files, status, apply, proof of atomicity; gates and steps about them. Uses contract, gate, release, cloudflare and
 * sql.
 */
@NullMarked
package com.pmerit.d4.database;

import org.jspecify.annotations.NullMarked;
