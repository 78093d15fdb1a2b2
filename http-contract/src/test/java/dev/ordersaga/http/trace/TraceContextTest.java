package dev.ordersaga.http.trace;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.util.Iterator;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class TraceContextTest {

    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00-" + TRACE_ID + "-00f067aa0ba902b7-01";

    private final Traces traces = new Traces(numbers(1, 2, 3));

    @Test
    void callersTraceIsContinuedInANewSpan() {
        assertThat(traces.continueFrom(CALLER).traceparent()).isEqualTo("00-" + TRACE_ID + "-0000000000000001-01");
    }

    @Test
    void laterVersionsAreReadAsVersion00() {
        assertThat(TraceContext.parse("cc-" + TRACE_ID + "-00f067aa0ba902b7-01-what-comes-later"))
                .hasValueSatisfying(trace -> assertThat(trace.traceId()).isEqualTo(TRACE_ID));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
                " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            })
    void invalidTraceparentBeginsANewTrace(@Nullable String traceparent) {
        assertThat(traces.continueFrom(traceparent).traceparent())
                .isEqualTo("00-00000000000000010000000000000002-0000000000000003-00");
    }

    @Test
    void idsAreNeverZero() {
        assertThat(new Traces(() -> 0).begin().traceparent())
                .satisfies(parent -> assertThat(TraceContext.parse(parent)).isPresent());
    }

    @Test
    void traceIsCurrentDuringTheRequest() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("traceparent", CALLER);
        MockFilterChain chain = new MockFilterChain() {
            @Override
            public void doFilter(ServletRequest seen, ServletResponse response) {
                assertThat(TraceContext.current()).isEqualTo(TraceContext.of(seen));
                assertThat(MDC.get("traceId")).isEqualTo(TRACE_ID);
            }
        };

        new TraceFilter(traces).doFilter(request, new MockHttpServletResponse(), chain);

        assertThat(TraceContext.of(request))
                .hasValueSatisfying(trace -> assertThat(trace.traceId()).isEqualTo(TRACE_ID));
        assertThat(TraceContext.current()).isEmpty();
        assertThat(MDC.get("traceId")).isNull();
    }

    @Test
    void repeatedHeaderIsIgnored() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("traceparent", CALLER);
        request.addHeader("traceparent", CALLER);

        new TraceFilter(traces).doFilter(request, new MockHttpServletResponse(), new MockFilterChain());

        assertThat(TraceContext.of(request))
                .hasValueSatisfying(trace -> assertThat(trace.traceId()).isNotEqualTo(TRACE_ID));
    }

    @Test
    void closingRestoresTheOuterContext() {
        TraceContext outer = traces.begin();
        TraceContext.Scope outerScope = outer.open();
        TraceContext.parse(CALLER).orElseThrow().open().close();

        assertThat(TraceContext.current()).hasValue(outer);
        assertThat(MDC.get("traceId")).isEqualTo(outer.traceId());
        outerScope.close();
        assertThat(TraceContext.current()).isEmpty();
    }

    private static LongSupplier numbers(long... values) {
        Iterator<Long> next = LongStream.of(values).iterator();
        return next::next;
    }
}
