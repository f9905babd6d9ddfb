/** Says what takes long while it takes long: a line that moves on a terminal, else few plain lines. */
@NullMarked
package com.pmerit.d4.mojo.progress;

import org.jspecify.annotations.NullMarked;
