package com.pmerit.d4.mojo;

import com.pmerit.d4.contract.Fault;

/** What came of looking for credentials. */
sealed interface LoginReading {
    /** There are some. */
    record Found(Login login) implements LoginReading {}

    /** There are none, or none that can be used. */
    record Refused(Fault fault) implements LoginReading {}
}
