/**
 * What the embedded Cloudflare says about the caller and its accounts, and the lists that are always empty here.
 */
@NullMarked
package com.pmerit.d4.sandbox.account;

import org.jspecify.annotations.NullMarked;
