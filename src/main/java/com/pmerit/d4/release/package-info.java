/**
 * One release to one environment: its plan, the step API, the runner that takes back what did not pass, lock, journal and ledger,
 * and what a run does first about one that was cut off. Uses contract, gate and cloudflare.
 */
@NullMarked
package com.pmerit.d4.release;

import org.jspecify.annotations.NullMarked;
