package com.pmerit.d4.sandbox.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pmerit.d4.sandbox.http.Content;
import com.pmerit.d4.sandbox.http.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RoutesFileTest {
    private static final RoutesFile ROUTES =
            parse("{\"version\":1,\"include\":[\"/api/*\",\"/form\",\"/a.b/\"],\"exclude\":[\"/api/static/*\"]}");

    @ParameterizedTest
    @CsvSource({
        "/api/x/y,true",
        "/api,true",
        "/api/,true",
        "/apis,false",
        "/form,true",
        "/form/,true",
        "/form/x,false",
        "/a.b,true",
        "/aXb,false",
        "/api/static/x.js,false",
        "/api/static,false",
        "/,false"
    })
    void tellsWhichPathsReachFunctions(String path, boolean reaches) {
        assertThat(ROUTES.reaches(path)).isEqualTo(reaches);
    }

    @Test
    void letsEverythingReachFunctionsWithoutAFile() {
        assertThat(RoutesFile.everything().reaches("/")).isTrue();
        assertThat(RoutesFile.everything().reaches("/a/b.css")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"version\":2,\"include\":[\"/*\"],\"exclude\":[]}",
                "{\"version\":1,\"include\":[],\"exclude\":[]}",
                "{\"version\":1,\"include\":[\"api\"],\"exclude\":[]}",
                "{\"version\":1,\"include\":[\"/*\"],\"extra\":1}"
            })
    void refusesAFileThatCloudflareWouldRefuse(String file) {
        assertThatThrownBy(() -> parse(file)).isInstanceOf(Refusal.class).hasMessageContaining("_routes.json");
    }

    private static RoutesFile parse(String text) {
        return RoutesFile.parse(Content.of(text));
    }
}
