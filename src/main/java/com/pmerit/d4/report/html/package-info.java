/**
 * The one HTML file for people who sign off, made of the JSON files that goals leave behind. Of the house it uses audit alone, for how
 * states and kinds are spelled.
 */
@NullMarked
package com.pmerit.d4.report.html;

import org.jspecify.annotations.NullMarked;
