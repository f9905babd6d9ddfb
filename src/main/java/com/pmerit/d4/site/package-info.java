/**
 * The front end: built for one environment, looked through, uploaded to Cloudflare Pages, published, asked, and put back. Uses assets,
 * contract, gate, release, cloudflare and tool.
 */
@NullMarked
package com.pmerit.d4.site;

import org.jspecify.annotations.NullMarked;
