/**
 * Says what takes long while it takes long: a line that moves on a terminal, else few plain lines. Uses gate and tool, whose gates
 * and programs it watches, and Maven's log.
 */
@NullMarked
package com.pmerit.d4.mojo.progress;

import org.jspecify.annotations.NullMarked;
