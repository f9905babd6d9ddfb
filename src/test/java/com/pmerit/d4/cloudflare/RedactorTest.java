package com.pmerit.d4.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private static final String PEM =
            "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEF\nAASCBKcwggSjAgEAAoIBAQC7\n-----END PRIVATE KEY-----\n";

    private final Redactor redactor = new Redactor();

    private void learn(String value) {
        redactor.learn(SecretValue.of(value));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk_live_51H8xyz",
                "with space & ampersand",
                "quote\"and\\backslash",
                "line\nbreak and more",
                "dollar$1 \\E[regex](.*)+?",
                "<script>alert('x')</script>",
                "pässwörd-ünïcode-€",
                "emoji-\uD83D\uDD11-key",
                "a/b/c+d==",
                "tab\tinside-it",
                " leading and trailing ",
                "aaaaaaaaaaaa",
                "%41%42 already encoded",
                "[secret]-in-it"
            })
    void masksAValueHoweverItIsSpelled(String value) {
        learn(value);
        List<String> spellings = List.of(
                value,
                Json.write(TextNode.valueOf(value)),
                Json.write(TextNode.valueOf(Json.write(TextNode.valueOf(value)))),
                URLEncoder.encode(value, StandardCharsets.UTF_8),
                ApiPath.encoded(value),
                ApiPath.encoded(value).toLowerCase(java.util.Locale.ROOT).equals(value)
                        ? value
                        : ApiPath.encoded(value),
                base64(value),
                Base64.getUrlEncoder().withoutPadding().encodeToString(value.getBytes(StandardCharsets.UTF_8)),
                base64("user:" + value + ":more"),
                base64("us:" + value),
                base64("u:" + value));
        for (String spelling : spellings) {
            assertThat(redactor.mask("before " + spelling + " after"))
                    .startsWith("before ")
                    .endsWith(" after")
                    .contains(Redactor.MASK)
                    .doesNotContain(spelling.length() > 12 ? spelling.substring(4, spelling.length() - 4) : spelling);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it'\\''s <a> & \"b\"",
                "it's \\\"b\\\"",
                "it's &lt;a&gt; &amp; &quot;b&quot;",
                "it&#39;s &lt;a&gt; &amp; &quot;b&quot;",
                "it&apos;s &lt;a&gt; &amp; &quot;b&quot;",
                "it's \\u003ca\\u003e \\u0026 \\\"b\\\"",
                "it's \\u003Ca\\u003E \\u0026 \\\"b\\\""
            })
    void masksWhatShellsAndMarkupAndTimidWritersOfJsonMakeOfAValue(String spelling) {
        learn(spelling.contains("a") ? "it's <a> & \"b\"" : "it's \"b\"");
        assertThat(redactor.mask("x " + spelling + " y")).isEqualTo("x [secret] y");
    }

    @Test
    void masksAValueThatWasMadeIntoOneLine() {
        learn("first line\n\u001b[31m  and\tthe second");
        assertThat(redactor.mask(PlainText.of("x first line\n\u001b[31m  and\tthe second y")))
                .isEqualTo("x [secret] y");
    }

    @Test
    void knowsTheValuesThatItIsMadeOf() {
        Redactor known = Redactor.of(List.of("hunter-one", "", "hunter-two"));
        assertThat(known.mask("hunter-one hunter-two ")).isEqualTo("[secret] [secret] ");
    }

    @Test
    void masksEachLineOfAKey() {
        learn(PEM);
        assertThat(redactor.mask("line 2 of the key: MIIEvQIBADANBgkqhkiG9w0BAQEF!"))
                .isEqualTo("line 2 of the key: [secret]!");
        assertThat(redactor.mask(PEM.replace("\n", "\r\n"))).doesNotContain("MIIE", "AASC");
        assertThat(redactor.mask("-----BEGIN PRIVATE KEY-----")).isEqualTo("-----BEGIN PRIVATE KEY-----");
    }

    @Test
    void masksAShortValueOnlyWhereItStandsAlone() {
        learn("on");
        assertThat(redactor.mask("KEY=on, \"on\" but once upon a version"))
                .isEqualTo("KEY=[secret], \"[secret]\" but once upon a version");
    }

    @Test
    void masksValuesThatOverlap() {
        learn("abcdefgh");
        learn("efghijkl");
        assertThat(redactor.mask("xabcdefghijkly")).isEqualTo("x[secret]y");
    }

    @Test
    void masksALongerValueWhole() {
        learn("password");
        learn("password-and-more");
        assertThat(redactor.mask("is password-and-more")).isEqualTo("is [secret]");
    }

    @Test
    void masksEveryOccurrence() {
        learn("abcabc");
        assertThat(redactor.mask("abcabcabc abcabc")).isEqualTo("[secret] [secret]");
    }

    @Test
    void leavesOtherTextAlone() {
        learn("something-secret");
        assertThat(redactor.mask("nothing here $1 \\")).isEqualTo("nothing here $1 \\");
    }

    @Test
    void masksFieldsThatAreKeysByName() {
        assertThat(
                        redactor.maskBody(
                                "{\"jwt\":\"ey.J\\\"x\",\"signed_url\" : \"https://x/?sig=1\",\"name\":\"n\",\"upload_url\":\"https://cut"))
                .isEqualTo(
                        "{\"jwt\":\"[secret]\",\"signed_url\" : \"[secret]\",\"name\":\"n\",\"upload_url\":\"[secret]\"");
    }

    @Test
    void neverShowsAValueByItself() {
        Credential credential = new Credential(SecretValue.of("tok_123456"), "server 'cloudflare' in settings.xml");
        ProxySettings proxy = new ProxySettings(
                "proxy", 8080, java.util.Optional.of(new ProxyLogin("me", SecretValue.of("hunter2"))), List.of());
        assertThat(credential + " " + proxy)
                .doesNotContain("tok_123456", "hunter2")
                .contains("settings.xml", "me");
    }
}
