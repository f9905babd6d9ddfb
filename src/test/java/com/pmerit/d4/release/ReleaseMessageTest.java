package com.pmerit.d4.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReleaseMessageTest {
    private static final String COMMIT = "4be1c07d5a9e2f8836b1c4d7e0a3f6b9c2d5e8f1";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.0",
                "Rollback",
                "1.2.0 fix of the cart",
                "1.2.0 4be1c0",
                "1.2.0 4be1c07d5 ",
                "1.2.0 --output=x",
                "1.2.0 4BE1C07D5",
                "1.2.0\n4be1c07d5"
            })
    void isNotReadIntoOtherWords(String text) {
        assertThat(ReleaseMessage.read(text)).isEmpty();
    }

    @Test
    void isReadFromWhatWasWritten() {
        ReleaseMessage written = new ReleaseMessage("1.2.0", COMMIT);

        assertThat(written.text()).isEqualTo("1.2.0 4be1c07d5");
        assertThat(ReleaseMessage.read(written.text())).contains(written);
    }

    @Test
    void knowsItsCommitByTheFirstDigits() {
        ReleaseMessage message = new ReleaseMessage("1.2.0", COMMIT);

        assertThat(message.names(COMMIT)).isTrue();
        assertThat(message.names("4be1c07d6" + COMMIT.substring(9))).isFalse();
    }
}
