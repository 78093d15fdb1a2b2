package dev.ordersaga.http.trace;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** Attaches a trace context to each request, before any other filter runs. */
final class TraceFilter implements Filter {

    private final Traces traces;

    TraceFilter(Traces traces) {
        this.traces = traces;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        TraceContext trace = TraceContext.of(request)
                .orElseGet(() -> traces.continueFrom(traceparent((HttpServletRequest) request)));
        trace.attachTo(request);
        TraceContext.Scope scope = trace.open();
        try {
            chain.doFilter(request, response);
        } finally {
            scope.close();
        }
    }

    /** Null without the header; a request with two of them has no valid one. */
    private static @Nullable String traceparent(HttpServletRequest request) {
        Enumeration<String> values = request.getHeaders("traceparent");
        if (!values.hasMoreElements()) {
            return null;
        }
        String only = values.nextElement();
        return values.hasMoreElements() ? null : only;
    }
}
