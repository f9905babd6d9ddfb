/**
 * The team's standard operating procedure as a document: what is true of the project, from which one is written, and the statements
 * of one that exists, each held against it. Reads only. Uses audit, release and the concerns, and renders nothing: report does.
 */
@NullMarked
package com.pmerit.d4.sop;

import org.jspecify.annotations.NullMarked;
