/**
 * Compares environments with each other: what their databases hold, and where their schemas differ. Reads only, and judges
 * nothing: whether a difference is a fault, the caller says.
 */
@NullMarked
package com.pmerit.d4.audit;

import org.jspecify.annotations.NullMarked;
