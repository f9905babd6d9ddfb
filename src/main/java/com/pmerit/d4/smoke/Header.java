package com.pmerit.d4.smoke;

/** One header of an answer, as it came. */
record Header(String name, String value) {}
