package com.pmerit.d4.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenizerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '~',
            value = {
                "select¦WORD",
                "_x$1¦WORD",
                "été¦WORD",
                "'it''s'¦STRING",
                "\"a\"\"b\"¦QUOTED_NAME",
                "[a;b]¦QUOTED_NAME",
                "`a``b`¦QUOTED_NAME",
                "x'0aFF'¦BLOB",
                "X''¦BLOB",
                "12¦NUMBER",
                "1.5e-3¦NUMBER",
                ".5¦NUMBER",
                "0xFF¦NUMBER",
                "1_000¦NUMBER",
                "?¦PARAMETER",
                "?12¦PARAMETER",
                ":name¦PARAMETER",
                "@a¦PARAMETER",
                "$a¦PARAMETER",
                "->>¦OPERATOR",
                "||¦OPERATOR",
                "<>¦OPERATOR",
                "-- to the end¦COMMENT",
                "/* a ; b */¦COMMENT",
                "/* never closed¦COMMENT",
                "'never closed¦ILLEGAL",
                "[never closed¦ILLEGAL",
                "x'0'¦ILLEGAL",
                "x'zz'¦ILLEGAL",
                "1abc¦ILLEGAL",
                "@¦ILLEGAL",
                "!¦ILLEGAL"
            })
    void readsOneToken(String text, TokenKind kind) {
        assertThat(Tokenizer.tokens(text)).containsExactly(new Token(kind, text, 0));
    }

    @Test
    void tellsWhereEachTokenStarts() {
        List<Token> tokens = Tokenizer.meaningfulTokens("SELECT /* x */ a\n || 'b' -- c");

        assertThat(tokens)
                .containsExactly(
                        new Token(TokenKind.WORD, "SELECT", 0),
                        new Token(TokenKind.WORD, "a", 15),
                        new Token(TokenKind.OPERATOR, "||", 18),
                        new Token(TokenKind.STRING, "'b'", 21));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"\"b\"", "`a\"b`", "[a\"b]", "'a\"b'"})
    void takesTheQuotesOffANameInAnyStyle(String quoted) {
        assertThat(Tokenizer.tokens(quoted).get(0).value()).isEqualTo("a\"b");
    }

    @Test
    void losesNoCharacterOfAnyText() {
        Random random = new Random(20260426);
        String alphabet = "ab1;'\"`[]()-/*x?:@$.#!|<>=\n\r\t \\é0e+_";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length >= 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }

            String again =
                    Tokenizer.tokens(text.toString()).stream().map(Token::text).collect(Collectors.joining());

            assertThat(again).isEqualTo(text.toString());
        }
    }
}
