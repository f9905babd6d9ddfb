/**
 * The Worker: its bundle and digest, its versions and deployments, its bindings and secrets; gates and steps about them.
 */
@NullMarked
package com.pmerit.d4.worker;

import org.jspecify.annotations.NullMarked;
