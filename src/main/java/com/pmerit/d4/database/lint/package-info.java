/** Looks at migration files without any network: at their text, and at what they do to a scratch database of this machine. */
@NullMarked
package com.pmerit.d4.database.lint;

import org.jspecify.annotations.NullMarked;
