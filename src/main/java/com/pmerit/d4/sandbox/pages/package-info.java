/**
 * Pages of the embedded Cloudflare: projects, direct uploads, deployments, and what answers at a project's host names.
 */
@NullMarked
package com.pmerit.d4.sandbox.pages;

import org.jspecify.annotations.NullMarked;
