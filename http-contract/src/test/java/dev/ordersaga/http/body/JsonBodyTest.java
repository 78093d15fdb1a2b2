package dev.ordersaga.http.body;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ordersaga.http.problem.FieldFault;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "{",
                "{}{}",
                "{} x",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":NaN}",
                "{\"a\":1 /* no */}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "\ufeff{}"
            })
    void lenientJsonIsMalformed(String text) {
        assertMalformed(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void otherEncodingsThanUtf8AreMalformed() {
        assertMalformed("{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertMalformed("{}".getBytes(StandardCharsets.UTF_16));
        // An overlong slash, and half a surrogate pair in three bytes.
        assertMalformed(new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'});
        assertMalformed(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'});
    }

    @Test
    void nestingIsLimited() {
        assertMalformed("[".repeat(33) + "]".repeat(33));
        assertThat(faults("[".repeat(32) + "]".repeat(32))).containsExactly(" wrong_type");
    }

    @Test
    void sizesOfPartsAreLimited() {
        assertMalformed("{\"" + "n".repeat(129) + "\":1}");
        assertMalformed("{\"a\":" + "1".repeat(65) + "}");
        assertMalformed("{\"a\":\"" + "x".repeat(65_537) + "\"}");
        assertMalformed("[" + "1,".repeat(32_000) + "1]");
        assertMalformed("{\"a\":1e99999999999}");
    }

    @Test
    void problemDoesNotRepeatTheBody() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> parse("{\"4242424242424242\":1,\"4242424242424242\":1}"))
                .satisfies(problem -> assertThat(problem + problem.detail())
                        .doesNotContain("4242")
                        .contains("line 1"));
    }

    @Test
    void emptyBodyIsAbsent() {
        JsonBody absent = parse("");

        assertThat(absent.isAbsent()).isTrue();
        assertThat(absent.canonical()).isEmpty();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> absent.read(fields -> () -> ""))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(HttpProblem.MALFORMED_BODY));
    }

    @Test
    void canonicalTextIgnoresWhiteSpaceAndOrder() {
        assertThat(parse("{ \"b\" : [1, {\"d\":2,\"c\":3}], \"a\":\"\\u0078\" }")
                        .canonical())
                .isEqualTo(parse("{\"a\":\"x\",\"b\":[1,{\"c\":3,\"d\":2}]}").canonical())
                .isNotEqualTo(parse("{\"a\":\"x\",\"b\":[{\"c\":3,\"d\":2},1]}").canonical())
                .isNotEqualTo(
                        parse("{\"a\":\"x\",\"b\":[\"1\",{\"c\":3,\"d\":2}]}").canonical());
    }

    @Test
    void canonicalTextKeepsEveryDigit() {
        assertThat(parse("{\"a\":12345678901234567890.123456789012345678901}").canonical())
                .contains("12345678901234567890.123456789012345678901");
    }

    @Test
    void firstCardNumberIsFoundAnywhereAndNotRepeated() {
        Map<String, String> pointers = Map.of(
                "{\"a\":\"4242-4242 4242 4242\",\"b\":\"4242424242424242\"}", "/a",
                "{\"b\":[1,{\"c\":4242424242424242}]}", "/b/1/c",
                "{\"d\":4.242424242424242e15}", "/d",
                "{\"e\":{\"x 4242424242424242\":[\"4242424242424242\"]},\"f\":1e999999999}", "/e");
        pointers.forEach((body, pointer) -> {
            List<FieldFault> found = faultsOf(body);

            assertThat(found.stream().filter(fault -> fault.code().code().equals("card_number")))
                    .extracting(FieldFault::pointer)
                    .containsExactly(pointer);
            assertThat(found).noneMatch(fault -> fault.toString().contains("4242"));
        });
    }

    @Test
    void manyFaultsAreListedInPartAndCounted() {
        String names =
                IntStream.range(0, 5_000).mapToObj(i -> "\"n" + i + "\":1").collect(joining(","));

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> parse("{" + names + "}").read(fields -> () -> ""))
                .satisfies(problem -> {
                    assertThat(problem.faults()).hasSize(100);
                    assertThat(problem.detail()).isEqualTo("5000 faults; the first 100 are in errors.");
                });
    }

    @Test
    void longPointersAreCutAtAnEnclosingPlace() {
        String deep = ("{\"" + "n".repeat(128) + "\":").repeat(31) + "\"4242424242424242\"" + "}".repeat(31);

        assertThat(faultsOf(deep))
                .extracting(FieldFault::pointer)
                .containsExactly("/" + "n".repeat(128), "/" + "n".repeat(128));
    }

    @Test
    void manyNamesOfManyBodiesLeaveNothingBehind() {
        // Names with equal hash codes, as many as fit: they filled the table of names that Jackson's parsers share.
        for (int body = 0; body < 3; body++) {
            String prefix = "p" + body;
            String names = IntStream.range(0, 12_000)
                    .mapToObj(i -> '"' + prefix + colliding(i) + "\":1")
                    .collect(joining(","));
            assertThat(faultsOf("{" + names + "}")).hasSize(100);
        }
    }

    private static String colliding(int number) {
        return IntStream.range(0, 14)
                .mapToObj(bit -> ((number >> bit) & 1) == 0 ? "Aa" : "BB")
                .collect(joining());
    }

    private static List<String> faults(String text) {
        return faultsOf(text).stream()
                .map(fault -> fault.pointer() + " " + fault.code().code())
                .toList();
    }

    private static List<FieldFault> faultsOf(String text) {
        try {
            parse(text).read(fields -> () -> "");
            return List.of();
        } catch (ProblemException e) {
            assertThat(e.kind()).isEqualTo(HttpProblem.INVALID_FIELDS);
            return e.faults();
        }
    }

    private static void assertMalformed(String text) {
        assertMalformed(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertMalformed(byte[] bytes) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> JsonBody.parse(bytes))
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo(HttpProblem.MALFORMED_BODY));
    }

    private static JsonBody parse(String text) {
        return JsonBody.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
