package com.pmerit.d4.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.pmerit.d4.cloudflare.Binding;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BindingDeltaTest {
    private static final Binding DATABASE = Binding.d1("DB", "e7604a7b-a496-4bc5-b7c1-8c1b8bf64ba9");
    private static final Binding SECRET = new Binding("TOKEN", "secret_text", Map.of());

    @Test
    void isEmptyWhenLiveIsAsWanted() {
        BindingDelta delta = BindingDelta.between(List.of(DATABASE, SECRET), List.of(DATABASE));

        assertThat(delta.isEmpty()).isTrue();
    }

    @Test
    void overlooksWhatCloudflareTellsBeyondWhatWasSent() {
        Binding told =
                new Binding("DB", "d1", Map.of("id", DATABASE.fields().get("id"), "region", TextNode.valueOf("weur")));

        assertThat(BindingDelta.between(List.of(told), List.of(DATABASE)).isEmpty())
                .isTrue();
    }

    @Test
    void takesANumberForItsValueHoweverItWasRead() {
        ObjectNode live = JsonNodeFactory.instance.objectNode().put("rate", new BigDecimal("2.50"));
        ObjectNode wanted = JsonNodeFactory.instance.objectNode().put("rate", 2.5);
        ObjectNode other = JsonNodeFactory.instance.objectNode().put("rate", 2.51);

        assertThat(between(live, wanted).isEmpty()).isTrue();
        assertThat(between(live, other).changedVariables()).hasSize(1);
    }

    @Test
    void takesANewValueOfAVariableForAnOrdinaryChange() {
        BindingDelta delta = BindingDelta.between(
                List.of(Binding.plainText("LEVEL", "info")), List.of(Binding.plainText("LEVEL", "debug")));

        assertThat(delta.isEmpty()).isFalse();
        assertThat(delta.changedVariables()).hasSize(1);
        assertThat(delta.dangers()).isEmpty();
    }

    @Test
    void callsAnotherDatabaseADanger() {
        BindingDelta delta = BindingDelta.between(
                List.of(DATABASE), List.of(Binding.d1("DB", "4222a800-ec94-479b-94d2-f1beaa7d01d9")));

        assertThat(delta.dangers())
                .containsExactly("DB: live is d1 id=e7604a7b-a496-4bc5-b7c1-8c1b8bf64ba9,"
                        + " this release would bind d1 id=4222a800-ec94-479b-94d2-f1beaa7d01d9");
    }

    @Test
    void callsADroppedVariableADanger() {
        BindingDelta delta = BindingDelta.between(List.of(Binding.plainText("SET_IN_DASHBOARD", "1")), List.of());

        assertThat(delta.dangers())
                .singleElement()
                .asString()
                .contains("SET_IN_DASHBOARD")
                .contains("drop it");
    }

    @Test
    void neverShowsTheValueOfALiveVariable() {
        Binding setByHand = Binding.plainText("PAYMENT_KEY", "plain-but-secret");

        BindingDelta dropped = BindingDelta.between(List.of(setByHand), List.of());
        BindingDelta redirected = BindingDelta.between(
                List.of(setByHand), List.of(Binding.d1("PAYMENT_KEY", "4222a800-ec94-479b-94d2-f1beaa7d01d9")));

        assertThat(dropped.dangers()).singleElement().asString().doesNotContain("plain-but-secret");
        assertThat(redirected.dangers()).singleElement().asString().doesNotContain("plain-but-secret");
    }

    @Test
    void acceptsADroppedVariableOnlyWithTheValueThatItHad() {
        BindingDelta one = BindingDelta.between(List.of(Binding.plainText("A", "1")), List.of());
        BindingDelta other = BindingDelta.between(List.of(Binding.plainText("A", "2")), List.of());

        assertThat(one.dangerHash()).isNotEqualTo(other.dangerHash());
    }

    @Test
    void callsAVariableInThePlaceOfASecretADanger() {
        BindingDelta delta = BindingDelta.between(List.of(SECRET), List.of(Binding.plainText("TOKEN", "oops")));

        assertThat(delta.dangers()).singleElement().asString().contains("is a secret");
    }

    @Test
    void acceptsOnlyTheDifferenceThatWasShown() {
        BindingDelta one = BindingDelta.between(List.of(Binding.plainText("A", "1")), List.of());
        BindingDelta other = BindingDelta.between(List.of(Binding.plainText("B", "1")), List.of());

        assertThat(one.dangerHash()).isNotEqualTo(other.dangerHash());
    }

    private static BindingDelta between(JsonNode live, JsonNode wanted) {
        return BindingDelta.between(List.of(Binding.json("FEATURES", live)), List.of(Binding.json("FEATURES", wanted)));
    }
}
