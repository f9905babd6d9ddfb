package com.pmerit.d4.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OutputTest {

    @Test
    void losesItsColoursAndOtherControlCharactersInPlainText() {
        Output coloured =
                new Output("\u001B[2m Tests \u001B[22m\u001B[1m\u001B[32m3 passed\u001B[39m\u0007\r\nend", false);

        assertThat(coloured.plain()).isEqualTo(" Tests 3 passed\nend");
    }

    @Test
    void losesTitlesAndLinksThatATerminalWouldObey() {
        Output hostile = new Output("a\u001B]0;you are root\u0007b\u001B]8;;https://evil.example\u001B\\c", false);

        assertThat(hostile.plain()).isEqualTo("abc");
    }

    @Test
    void givesTheLastLinesThatSaySomething() {
        Output output = new Output("one\n\ntwo\nthree  \n\n", false);

        assertThat(output.lastLines(2)).containsExactly("two", "three");
        assertThat(output.lastLines(9)).containsExactly("one", "two", "three");
    }

    @Test
    void keepsOnlyTheEndOfWhatIsTooLongAndSaysSo() {
        Tail tail = new Tail(4);
        tail.append("abc".getBytes(UTF_8), 3);
        tail.append("defg".getBytes(UTF_8), 4);

        assertThat(tail.output()).isEqualTo(new Output("defg", true));
    }

    @Test
    void isWholeWhenItJustFits() {
        Tail tail = new Tail(4);
        tail.append("abcd".getBytes(UTF_8), 4);

        assertThat(tail.output()).isEqualTo(new Output("abcd", false));
    }

    @Test
    void replacesWhatIsNotUtf8() {
        Tail tail = new Tail(4);
        tail.append(new byte[] {'a', (byte) 0xff, 'b'}, 3);

        assertThat(tail.output().text()).isEqualTo("a\uFFFDb");
    }

    @Test
    void keepsTheLastBytesOfAStreamThatFillsItBitByBit() {
        String all = "0123456789".repeat(1_000);
        Tail tail = new Tail(5_000);
        for (int from = 0; from < all.length(); from += 700) {
            byte[] part =
                    all.substring(from, Math.min(from + 700, all.length())).getBytes(UTF_8);
            tail.append(part, part.length);
            String soFar = all.substring(0, from + part.length);

            assertThat(tail.output())
                    .isEqualTo(
                            new Output(soFar.substring(Math.max(0, soFar.length() - 5_000)), soFar.length() > 5_000));
        }
    }
}
