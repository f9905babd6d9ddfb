/**
 * The goals: POM beans, adapters for Maven's log, credentials and proxies, and Sop, the two lists that are the product. The only room
 * that knows Maven. May use all rooms.
 */
@NullMarked
package com.pmerit.d4.mojo;

import org.jspecify.annotations.NullMarked;
