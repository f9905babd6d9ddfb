package com.pmerit.d4.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class SameJsonTest {
    @Test
    void overlooksTheOrderOfKeysAndTheSpellingOfNumbers() throws Exception {
        assertThat(SameJson.same(json("{'a':[1.0],'b':null}"), json("{'b':null,'a':[1]}")))
                .isTrue();
    }

    @Test
    void tellsValuesApart() throws Exception {
        assertThat(SameJson.same(json("{'a':1}"), json("{'a':'1'}"))).isFalse();
        assertThat(SameJson.same(json("[1,2]"), json("[2,1]"))).isFalse();
    }

    @Test
    void holdsWhatIsWantedWhateverElseIsThere() throws Exception {
        JsonNode live = json("{'enabled':true,'logs':{'enabled':true,'invocation_logs':true}}");

        assertThat(SameJson.holds(live, json("{'enabled':true,'logs':{'enabled':true}}")))
                .isTrue();
        assertThat(SameJson.holds(live, json("{'enabled':true,'logs':{'enabled':false}}")))
                .isFalse();
        assertThat(SameJson.holds(live, json("{'head_sampling_rate':1}"))).isFalse();
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }
}
