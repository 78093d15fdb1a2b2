package dev.ordersaga.http.problem;

import dev.ordersaga.http.answer.SecurityHeaders;
import dev.ordersaga.http.trace.TraceContext;
import dev.ordersaga.http.trace.Traces;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem as the whole answer. */
public final class ProblemWriter {

    private static final Pattern PATH = Pattern.compile("/[!-~]{0,1023}");

    private final JsonMapper json = JsonMapper.builder().build();
    private final Traces traces;

    ProblemWriter(Traces traces) {
        this.traces = traces;
    }

    /** Replaces what was written so far; does nothing when the answer is already on its way. */
    public void write(HttpServletRequest request, HttpServletResponse response, ProblemException problem)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        String traceId = TraceContext.of(request).orElseGet(traces::begin).traceId();
        byte[] body = json.writeValueAsBytes(Problem.of(problem, path(request), traceId));
        response.resetBuffer();
        SecurityHeaders.addTo(response);
        response.setStatus(problem.kind().status());
        problem.headers().forEach(response::setHeader);
        response.setHeader("Content-Language", "en");
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    private static @Nullable String path(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path != null && PATH.matcher(path).matches() ? path : null;
    }
}
