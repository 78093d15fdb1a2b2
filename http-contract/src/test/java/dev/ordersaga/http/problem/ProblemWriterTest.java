package dev.ordersaga.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.http.trace.Traces;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ProblemWriterTest {

    private final ProblemWriter writer = new ProblemWriter(new Traces(() -> 1));

    @Test
    void jsonHasTheDocumentedMembersInOrder() throws Exception {
        ProblemException problem = ProblemException.ofFaults(
                List.of(new FieldFault("/lines/0/quantity", FieldCode.OUT_OF_RANGE, "Must be from 1 to 6.")));

        assertThat(json("/orders", problem)).isEqualTo("""
                        {"type":"/problems/invalid-fields","title":"The body has fields that are not valid","status":422,\
                        "detail":"1 fault; see errors.","instance":"/orders","code":"invalid-fields",\
                        "traceId":"00000000000000010000000000000001","retryable":false,\
                        "errors":[{"pointer":"/lines/0/quantity","code":"out_of_range","detail":"Must be from 1 to 6."}]}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "orders", "/a b", "/%", "/\ud800"})
    void pathThatIsNoUriReferenceIsNotRepeated(String path) throws Exception {
        assertThat(json(path, new ProblemException(HttpProblem.NOT_FOUND, "None.")))
                .doesNotContain("instance", "errors");
    }

    private String json(String path, ProblemException problem) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        writer.write(new MockHttpServletRequest("GET", path), response, problem);
        return response.getContentAsString();
    }
}
