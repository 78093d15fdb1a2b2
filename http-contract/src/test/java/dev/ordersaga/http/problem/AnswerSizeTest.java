package dev.ordersaga.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.http.body.Fields;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.trace.Traces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** However faulty a body is, its answer is small. */
class AnswerSizeTest {

    private static final int LARGEST_ANSWER = 64 * 1024;
    private static final int LARGEST_BODY = 512 * 1024;

    private final ProblemWriter writer = new ProblemWriter(new Traces(() -> 1));

    @Test
    void answerToAnyGeneratedBodyIsSmall() throws IOException {
        Random random = new Random(14);
        for (int round = 0; round < 200; round++) {
            StringBuilder body = new StringBuilder();
            appendValue(body, random, 0, 1 << random.nextInt(15));
            assertSmall(body.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "\\u0001", "é", "🛒", "~", "/", "\\\"", "\\\\", "\\ud800", "&"})
    void answerToManyLongNamesIsSmall(String character) throws IOException {
        StringBuilder body = new StringBuilder("{\"lines\":[{");
        int length = character.equals("🛒") ? 55 : 110;
        for (int i = 0; body.length() < LARGEST_BODY - 2_000; i++) {
            body.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(character.repeat(length))
                    .append(i)
                    .append("\":1");
        }
        assertSmall(body.append("}]}").toString());
    }

    @Test
    void answerToManyFaultyElementsIsSmall() throws IOException {
        assertSmall("{\"lines\":[" + "{},".repeat(1_999) + "{}]}");
        assertSmall("{\"lines\":[" + "4,".repeat(1_999) + "4]}");
        assertSmall("[" + "\"4242424242424242\",".repeat(20_000) + "1]");
        assertSmall("{\"a\":".repeat(31) + "[" + "\"4242 4242 4242 4242\",".repeat(15_000) + "1]" + "}".repeat(31));
    }

    private void assertSmall(String body) throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            JsonBody.parse(body.getBytes(StandardCharsets.UTF_8)).read(AnswerSizeTest::order);
            return;
        } catch (ProblemException problem) {
            writer.write(new MockHttpServletRequest("POST", "/orders/" + "x".repeat(1_000)), response, problem);
        }
        assertThat(response.getStatus()).isIn(400, 422);
        assertThat(response.getContentAsByteArray()).hasSizeBetween(100, LARGEST_ANSWER);
    }

    private static Supplier<Object> order(Fields fields) {
        fields.identifier("customerId", 64);
        fields.currency("currency");
        fields.objects("lines", 1, 2_000, line -> {
            line.identifier("sku", 64);
            line.integer("quantity", 1, 9);
            return Object::new;
        });
        return Object::new;
    }

    private static void appendValue(StringBuilder out, Random random, int depth, int size) {
        List<String> leaves =
                List.of("1", "null", "true", "\"\"", "1e99", "\"4242424242424242\"", "\"\\u0000\"", "-0.0");
        if (depth > 28 || size <= 1 || out.length() > LARGEST_BODY - 4_000) {
            out.append(leaves.get(random.nextInt(leaves.size())));
            return;
        }
        boolean isObject = random.nextBoolean();
        int members = 1 + random.nextInt(size);
        out.append(isObject ? '{' : '[');
        for (int i = 0; i < members && out.length() < LARGEST_BODY - 4_000; i++) {
            out.append(i == 0 ? "" : ",");
            if (isObject) {
                String name = random.nextInt(9) == 0 ? "lines" : "n".repeat(random.nextInt(120));
                out.append('"').append(name).append(i).append("\":");
            }
            appendValue(out, random, depth + 1, size / (1 + random.nextInt(members)) / 2);
        }
        out.append(isObject ? '}' : ']');
    }
}
