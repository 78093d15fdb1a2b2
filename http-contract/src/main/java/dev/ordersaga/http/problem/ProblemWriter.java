package dev.ordersaga.http.problem;

import dev.ordersaga.http.server.SecurityHeaders;
import dev.ordersaga.http.trace.TraceContext;
import dev.ordersaga.http.trace.Traces;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem as the whole response: Spring's {@link ProblemDetail} with the members that every problem has. */
public final class ProblemWriter {

    private static final Pattern PATH = Pattern.compile("/[!-~]{0,1023}");

    /** Not the application's mapper: its settings must not change a problem. */
    private final JsonMapper json = JsonMapper.builder()
            .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private final Traces traces;

    ProblemWriter(Traces traces) {
        this.traces = traces;
    }

    /** Replaces what was written so far; does nothing when the response is already being sent. */
    public void write(HttpServletRequest request, HttpServletResponse response, ProblemException problem)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] body = json.writeValueAsBytes(body(request, problem));
        response.resetBuffer();
        SecurityHeaders.addTo(response);
        response.setStatus(problem.kind().status());
        problem.headers().forEach(response::setHeader);
        response.setHeader("Content-Language", "en");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    private ProblemDetail body(HttpServletRequest request, ProblemException problem) {
        ProblemKind kind = problem.kind();
        ProblemDetail body = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(kind.status()), problem.detail());
        body.setType(URI.create(kind.type()));
        body.setTitle(kind.title());
        body.setInstance(path(request));
        body.setProperty("code", kind.code());
        body.setProperty(
                "traceId", TraceContext.of(request).orElseGet(traces::begin).traceId());
        body.setProperty("retryable", kind.isRetryable());
        if (!problem.faults().isEmpty()) {
            body.setProperty("errors", problem.faults());
        }
        return body;
    }

    /** Null when the request has no path that can be repeated: the container could not read it, or it is very long. */
    private static @Nullable URI path(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path == null || !PATH.matcher(path).matches()) {
            return null;
        }
        try {
            return new URI(path);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
