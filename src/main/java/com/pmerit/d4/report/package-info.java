/**
 * Renderings of one result: console, JSON, JUnit XML, SARIF, Markdown, HTML.
 */
@NullMarked
package com.pmerit.d4.report;

import org.jspecify.annotations.NullMarked;
