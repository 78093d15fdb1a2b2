package dev.ordersaga.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.trace.TraceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Each header and query parser, with 16 kB of what its grammar is made of: it answers or refuses, at once. */
class HeaderParsersTest {

    private static final int LENGTH = 16 * 1024;
    private static final int ROUNDS = 30;
    private static final Duration LIMIT = Duration.ofSeconds(2);

    record Parser(String name, Consumer<String> parse, List<String> parts) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Parser> parsers() {
        List<String> tags = List.of("\"", "\"7\"", "W/", "*", ",", " ", "\t", "\\", "é", "7", "\"a\"", ",,", "\"\"");
        List<String> preferences = List.of("wait", "=", "\"", "\\", ",", ";", " ", "10", "wait=10", "a=\"", "\t", "é");
        return Stream.of(
                header("If-Match", EntityTags::ifMatch, tags),
                header("If-None-Match", EntityTags::ifNoneMatch, tags),
                header("Prefer", PreferredWait::of, preferences),
                header("Idempotency-Key", IdempotencyKey::of, List.of("\"", "\\", "\\\"", "a", "é", "4242", " ", "-")),
                new Parser("traceparent", TraceContext::parse, List.of("00-", "0", "f", "-", "g", "ff")),
                new Parser("id", PathId::uuid, List.of("0", "-", "f", "00000000-", "é")),
                new Parser(
                        "time",
                        value -> query(value).time("q"),
                        List.of("2026-11-20T", "09:30:00", ".", "1", "Z", "+01:00", "-", "60", "9")),
                new Parser("number", value -> query(value).integer("q", 1, 9, 1), List.of("0", "1", "-", "e")),
                new Parser("text", value -> query(value).text("q", 64), List.of("a", "\u200b", "\ud83d", "\n")));
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void parserAnswersOrRefusesAtOnce(Parser parser) {
        Random random = new Random(14);
        Instant start = Instant.now();
        for (String part : parser.parts()) {
            parse(parser, part.repeat(LENGTH / part.length()));
        }
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder value = new StringBuilder();
            while (value.length() < LENGTH) {
                String part = parser.parts().get(random.nextInt(parser.parts().size()));
                value.append(part.repeat(random.nextInt(4) == 0 ? random.nextInt(200) : 1));
            }
            parse(parser, value.toString());
        }
        assertThat(Duration.between(start, Instant.now())).isLessThan(LIMIT);
    }

    private static void parse(Parser parser, String value) {
        try {
            parser.parse().accept(value);
        } catch (ProblemException refused) {
            assertThat(refused.kind().status()).isEqualTo(400);
        }
    }

    private static Parser header(String name, Consumer<MockHttpServletRequest> parse, List<String> parts) {
        return new Parser(
                name,
                value -> {
                    MockHttpServletRequest request = new MockHttpServletRequest();
                    request.addHeader(name, value);
                    parse.accept(request);
                },
                parts);
    }

    private static QueryParameters query(String value) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addParameter("q", value);
        return QueryParameters.of(request, Set.of("q"));
    }
}
