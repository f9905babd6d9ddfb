/**
 * One release to one environment: the step API and the runner that stops at the first step that fails.
 */
@NullMarked
package com.pmerit.d4.release;

import org.jspecify.annotations.NullMarked;
