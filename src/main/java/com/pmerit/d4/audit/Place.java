package com.pmerit.d4.audit;

/** Where a database is bound: an environment, and the name by which its Worker has it. */
record Place(String environment, String binding) {}
