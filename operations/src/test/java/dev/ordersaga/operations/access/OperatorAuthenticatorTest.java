package dev.ordersaga.operations.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ordersaga.http.log.RateLimitedLog;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockHttpServletRequest;

class OperatorAuthenticatorTest {

    /** SHA-256 of "secret". */
    private static final String HASH = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

    private final Logger logger = (Logger) LoggerFactory.getLogger(OperatorAuthenticatorTest.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @ParameterizedTest
    @ValueSource(strings = {HASH, "2BB80D537B1DA3E38BD30361AA855686BDE0EACD7162FEF6A25FE97BF527A25B"})
    void operatorIsNamedByItsToken(String hash) {
        assertThat(authenticator(hash).nameOf(request("secret"))).isEqualTo("ada");
    }

    @Test
    void wrongTokensLeaveAFewLinesWithTheirNumberAndWithoutTheToken() {
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
        OperatorAuthenticator authenticator = authenticator(HASH.toUpperCase(Locale.ROOT));

        for (int i = 0; i < 2_000; i++) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> authenticator.nameOf(request("guess")))
                    .satisfies(problem -> assertThat(problem.kind()).isEqualTo(HttpProblem.OPERATOR_UNKNOWN));
        }

        assertThat(lines.list)
                .hasSize(4)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains("guess"))
                .last()
                .asString()
                .contains("1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "zz", "2bb8", HASH + "00"})
    void hashThatIsNoneIsRefusedAtStartByTheOperatorsName(String hash) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OperationsSettings(null, "127.0.0.1", Map.of("ada", hash)))
                .withMessageContaining("operations.operators.ada");
    }

    private OperatorAuthenticator authenticator(String hash) {
        return new OperatorAuthenticator(Map.of("ada", hash), new RateLimitedLog(logger, () -> 0));
    }

    private static MockHttpServletRequest request(String token) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Authorization", "Bearer " + token);
        return request;
    }
}
