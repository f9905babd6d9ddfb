package com.pmerit.d4.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.pmerit.d4.audit.CodeReading.Use;
import com.pmerit.d4.cloudflare.ModuleType;
import com.pmerit.d4.cloudflare.WorkerModule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CodeSearchTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "// env.KEY",
                "/* env.KEY\n env.KEY */",
                "fetch(url) // see https://x/#env.KEY",
                "const re = /\\/\\*/; // env.KEY",
                "const t = `a ${b /* env.KEY */} c`;"
            })
    void doesNotTakeACommentForCode(String code) {
        assertThat(search(code).use("KEY")).isEqualTo(Use.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x(process.env.KEY)",
                "x(import.meta.env.KEY)",
                "x(e.KEY)",
                "x(e[\"KEY\"])",
                "const { KEY } = e;",
                "export default { fetch(request, { KEY }) {} };",
                "const names = ['KEY']; names.map(name => env[name]);",
                "x(`KEY`)"
            })
    void findsAKnownNameWhereverItStands(String code) {
        CodeReading.Searched found = search(code);

        assertThat(found.use("KEY")).isEqualTo(Use.FOUND);
        assertThat(found.read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x(env.KEY)",
                "x(env?.KEY)",
                "x(env . KEY)",
                "x(env[\"KEY\"])",
                "x(env?.['KEY'])",
                "x(c.env.KEY)",
                "x(this.env.KEY)",
                "const { KEY } = env;",
                "const { OTHER, KEY: key = 'none' } = this.env;",
                "const { A = { b: 1 }, KEY } = env",
                "if ('KEY' in env) x()",
                "x(`${env.KEY}`)",
                "x(`a ${`b ${env.KEY}`} c`)",
                "const a = b / c; x(env.KEY) / 2",
                "const s = 'it\\'s // '; x(env.KEY)",
                "const re = /[/\"']/g; x(env.KEY)",
                "return /'/.test(y) ? env.KEY : 0"
            })
    void seesWhatIsTakenOutOfAnEnv(String code) {
        CodeReading.Searched found = search(code);

        assertThat(found.read()).contains("KEY");
        assertThat(found.use("KEY")).isEqualTo(Use.READ);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x(env[name])",
                "x(env?.[name])",
                "for (const name in env) {}",
                "Object.keys(env)",
                "JSON.stringify(c.env)",
                "f({ ...env })",
                "const { A, ...rest } = env;",
                "x(env[`A_${b}`])"
            })
    void seesThatNamesAreComputed(String code) {
        assertThat(search(code).dynamic()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x(env.A)", "f(env)", "const { A } = env;", "Object.keys(env.A)", "process.env[name]", "x([env])"
            })
    void doesNotCallOrdinaryCodeComputed(String code) {
        assertThat(search(code).dynamic()).isFalse();
    }

    @Test
    void takesOnlyWhatLooksLikeABindingForOne() {
        assertThat(search("x(env.get('A'), env.A_1, env.helper)").read()).containsExactly("A_1");
    }

    @Test
    void readsNoSourceMapAndSaysWhatItCannotSearch() {
        CodeReading.Searched found = CodeSearch.in(List.of(
                module("index.js.map", ModuleType.SOURCE_MAP, "{\"sourcesContent\":[\"env.KEY\"]}"),
                module("terms.txt", ModuleType.TEXT, "env.KEY"),
                module("lib.wasm", ModuleType.WASM, "KEY")));

        assertThat(found.use("KEY")).isEqualTo(Use.NOT_FOUND);
        assertThat(found.unsearched()).containsExactly("lib.wasm");
    }

    @Test
    void endsOnCodeThatIsNone() {
        assertThat(search("x('").read()).isEmpty();
        assertThat(search("x(`a ${env.KEY").read()).containsExactly("KEY");
        assertThat(search("/* env.KEY").read()).isEmpty();
        assertThat(search("a = /x").read()).isEmpty();
        assertThat(search("'\\").read()).isEmpty();
        assertThat(search("} = env").read()).isEmpty();
        assertThat(search("env").read()).isEmpty();
    }

    private static CodeReading.Searched search(String code) {
        return CodeSearch.in(List.of(module("index.js", ModuleType.ESM, code)));
    }

    private static WorkerModule module(String name, ModuleType type, String text) {
        return new WorkerModule(name, type, text.getBytes(StandardCharsets.UTF_8));
    }
}
