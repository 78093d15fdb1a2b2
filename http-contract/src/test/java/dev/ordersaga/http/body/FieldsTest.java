package dev.ordersaga.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.http.problem.FieldCode;
import dev.ordersaga.http.problem.FieldFault;
import dev.ordersaga.http.problem.ProblemException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    private static final Pattern PRICE = Pattern.compile("\\d{1,12}(\\.\\d{1,4})?");

    private enum Mode {
        NOW,
        LATER
    }

    @Test
    void validFieldsAreReadExactly() {
        String json = "{\"t\":\"Straße 🛒\",\"o\":\"\",\"p\":\"2.5500\",\"n\":6,\"m\":\"LATER\",\"c\":\"JPY\"}";

        List<Object> values = read(
                json,
                f -> List.of(
                        f.text("t", 8),
                        String.valueOf(f.optionalText("o", 8)),
                        f.decimal("p", PRICE, "a price"),
                        f.integer("n", 1, 6),
                        f.oneOf("m", Mode.class, Mode.NOW),
                        f.currency("c").getCurrencyCode()));

        assertThat(values).containsExactly("Straße 🛒", "", new BigDecimal("2.5500"), 6, Mode.LATER, "JPY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"x\":null}"})
    void nullIsNotAValue(String json) {
        assertThat(faults(json, f -> f.text("x", 9))).containsExactly("/x required");
        assertThat(faults(json, f -> f.matching("x", PRICE, ""))).containsExactly("/x required");
        assertThat(faults(json, f -> f.decimal("x", PRICE, ""))).containsExactly("/x required");
        assertThat(faults(json, f -> f.integer("x", 1, 9))).containsExactly("/x required");
        assertThat(faults(json, f -> f.currency("x"))).containsExactly("/x required");
        assertThat(faults(json, f -> f.objects("x", 0, 9, item -> () -> ""))).containsExactly("/x required");
        assertThat(faults(json, f -> f.optionalText("x", 9))).isEmpty();
    }

    @Test
    void nullDoesNotMeanTheDefaultOrAllOfSomething() {
        for (Function<Fields, ? extends @Nullable Object> reading :
                List.<Function<Fields, ? extends @Nullable Object>>of(
                        f -> f.optionalDecimal("x", PRICE, ""),
                        f -> f.oneOf("x", Mode.class, Mode.NOW),
                        f -> f.optionalFilter("x", 9))) {
            assertThat(faults("{}", reading)).isEmpty();
            assertThat(faults("{\"x\":null}", reading)).containsExactly("/x wrong_type");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u200bA",
                "A\\u200b",
                "A\\u2060B",
                "\\u202eA",
                "A\\u00adB",
                "A\\ufeff",
                "A\\u2066",
                "A\\u3164",
                "A\\ufe0f",
                "A\\u034f",
                "A\\u115f",
                "A\\u2800",
                "A\\u2028",
                "A\\u061c",
                "A\\ue000",
                "A\\udb40\\udc41"
            })
    void identifierHasNoInvisibleCharacters(String value) {
        assertThat(faults("{\"x\":\"" + value + "\"}", f -> f.identifier("x", 8)))
                .containsExactly("/x format_character");
        assertThat(faults("{\"x\":\"" + value + "\"}", f -> f.text("x", 8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u200b\\u2060", " \\u200b", "\\u3164", "\\u2800"})
    void invisibleCharactersAloneAreBlank(String value) {
        assertThat(faults("{\"x\":\"" + value + "\"}", f -> f.identifier("x", 8)))
                .containsExactly("/x blank");
        assertThat(faults("{\"x\":\"" + value + "\"}", f -> f.text("x", 8))).containsExactly("/x blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"85123A", "Größe 7", "日本", "a b", "é", "e\\u0301", "🛒"})
    void identifierMayBeInAnyScript(String value) {
        assertThat(faults("{\"x\":\"" + value + "\"}", f -> f.identifier("x", 8)))
                .isEmpty();
    }

    @Test
    void textMayHaveJoiners() {
        assertThat(faults("{\"x\":\"👩‍👩‍👧 mug\"}", f -> f.text("x", 16))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "17850                  | wrong_type",
                "true                   | wrong_type",
                "[]                     | wrong_type",
                "''                     | blank",
                "' \\u00a0\\u2003'      | blank",
                "'123456789'            | too_long",
                "'a\\nb'                | control_character",
                "'a\\u0000b'            | control_character",
                "'a\\u0085b'            | control_character",
                "'a\\ud83d'             | lone_surrogate",
                "'\\ude00\\ud83d'       | lone_surrogate"
            })
    void invalidTextHasItsCode(String value, String code) {
        assertThat(faults("{\"x\":" + quoted(value) + "}", f -> f.text("x", 8))).containsExactly("/x " + code);
    }

    @Test
    void lengthsCountCodePoints() {
        assertThat(faults("{\"x\":\"" + "🛒".repeat(8) + "\"}", f -> f.text("x", 8)))
                .isEmpty();
        assertThat(faults("{\"x\":\"" + "🛒".repeat(9) + "\"}", f -> f.text("x", 8)))
                .containsExactly("/x too_long");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "'6'                      | wrong_type",
                "6.0                      | wrong_type",
                "6e0                      | wrong_type",
                "0                        | out_of_range",
                "-1                       | out_of_range",
                "1000001                  | out_of_range",
                "99999999999999999999999  | out_of_range"
            })
    void otherThanAnIntegerInRangeIsRefused(String value, String code) {
        assertThat(faults("{\"x\":" + quoted(value) + "}", f -> f.integer("x", 1, 1_000_000)))
                .containsExactly("/x " + code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "2.55        | wrong_type",
                "'-1'        | invalid_format",
                "'1.'        | invalid_format",
                "'.5'        | invalid_format",
                "'1.00001'   | invalid_format",
                "'1e3'       | invalid_format",
                "'1,5'       | invalid_format",
                "'١'         | invalid_format",
                "'1\\n'      | invalid_format"
            })
    void decimalMustMatchItsPattern(String value, String code) {
        assertThat(faults("{\"x\":" + quoted(value) + "}", f -> f.decimal("x", PRICE, "a price")))
                .containsExactly("/x " + code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gbp", "XXX", "XAU", "XTS", "ZZZ", "GB", "", "GBP ", "DEM", "HRK", "VEF", "ZWN", "FRF", "ITL", "ZWD",
                "ZWR", "VEB", "TRL", "ROL", "BYR", "MRO", "STD", "LTL", "EEK", "YUM", "CHE", "CLF", "USN"
            })
    void currencyMustBeInUse(String code) {
        assertThat(faults("{\"x\":\"" + code + "\"}", f -> f.currency("x"))).containsExactly("/x unknown_value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EUR", "USD", "GBP", "JPY", "CHF", "KWD", "BHD", "ISK", "HUF", "MRU", "STN", "VES", "BYN", "MGA", "XAF",
                "XOF", "XPF", "XCD", "CLP", "PAB", "TRY", "INR", "CNY", "RON"
            })
    void currencyInUseIsRead(String code) {
        Currency read = read("{\"x\":\"" + code + "\"}", f -> f.currency("x"));

        assertThat(read.getCurrencyCode()).isEqualTo(code);
    }

    @Test
    void constantMustHaveItsExactName() {
        assertThat(faults("{\"x\":\"later\"}", f -> f.oneOf("x", Mode.class, Mode.NOW)))
                .containsExactly("/x unknown_value");
        assertThat(faults("{\"x\":1}", f -> f.oneOf("x", Mode.class, Mode.NOW))).containsExactly("/x wrong_type");
    }

    @Test
    void arrayLengthIsLimited() {
        assertThat(objectFaults("[]")).containsExactly("/x too_few");
        assertThat(objectFaults("[{},{},{}]")).containsExactly("/x too_many");
        assertThat(objectFaults("{}")).containsExactly("/x wrong_type");
        assertThat(objectFaults("[1]")).containsExactly("/x/0 wrong_type");
    }

    @Test
    void allFaultsAreReportedAtOnceWithTheirPointers() {
        String json = "{\"x\":[{\"n\":1},{\"n\":\"1\",\"a/b~c\":0}],\"\\ud800\":1}";

        assertThat(faults(
                        json,
                        f -> f.objects("x", 1, 2, item -> {
                            int n = item.integer("n", 1, 9);
                            item.text("s", 9);
                            return () -> n;
                        })))
                .containsExactly(
                        "/x/0/s required",
                        "/x/1/n wrong_type",
                        "/x/1/s required",
                        "/x/1/a~1b~0c unknown_field",
                        "/? unknown_field");
    }

    @Test
    void placeholdersAreNeverUsed() {
        AtomicBoolean assembled = new AtomicBoolean();

        assertThat(problemOf(() -> parse("{\"x\":0}").read(f -> {
                    f.integer("x", 1, 2);
                    return () -> {
                        assembled.set(true);
                        return "";
                    };
                })))
                .isPresent();
        assertThat(assembled).isFalse();
    }

    @Test
    void supplierMayRefuseAField() {
        Optional<ProblemException> problem = problemOf(() -> parse("{\"x\":1}").read(f -> {
            f.integer("x", 1, 2);
            return () -> {
                f.refuse("x", FieldCode.OUT_OF_RANGE, "The total is too large.");
                return "";
            };
        }));

        assertThat(problem)
                .hasValueSatisfying(refused -> assertThat(refused.faults())
                        .extracting(FieldFault::pointer)
                        .containsExactly("/x"));
    }

    private static List<String> objectFaults(String array) {
        return faults("{\"x\":" + array + "}", f -> f.objects("x", 1, 2, item -> () -> ""));
    }

    private static List<String> faults(String json, Function<Fields, ? extends @Nullable Object> reading) {
        return problemOf(() -> read(json, reading)).map(ProblemException::faults).orElse(List.of()).stream()
                .map(fault -> fault.pointer() + " " + fault.code().code())
                .toList();
    }

    private static Optional<ProblemException> problemOf(Runnable action) {
        try {
            action.run();
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e);
        }
    }

    private static <T extends @Nullable Object> T read(String json, Function<Fields, T> reading) {
        return parse(json)
                .<Box<T>>read(fields -> {
                    T value = reading.apply(fields);
                    return () -> new Box<>(value);
                })
                .value();
    }

    private record Box<T extends @Nullable Object>(T value) {}

    private static JsonBody parse(String json) {
        return JsonBody.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The tables above use 'x' for "x". */
    private static String quoted(String value) {
        return value.replace('\'', '"');
    }
}
