/**
 * Renderings of one result: console, JSON, JUnit XML, SARIF, Markdown, HTML. Uses the results of gate, release, audit and sop, and asks
 * nobody.
 */
@NullMarked
package com.pmerit.d4.report;

import org.jspecify.annotations.NullMarked;
