/** d4: a team's Cloudflare deployment SOP as a Maven build. The rooms below this package are the parts of the house. */
@NullMarked
package com.pmerit.d4;

import org.jspecify.annotations.NullMarked;
