package dev.ordersaga.http.body;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.problem.ProblemWriter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.util.ContentCachingRequestWrapper;

/** Refuses a body that is too large: before a byte of it is read where its length is announced, else while it is read. */
final class BodyLimitFilter implements Filter {

    private final ProblemWriter writer;

    BodyLimitFilter(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        if (http.getContentLengthLong() > BodyLimits.BODY_BYTES) {
            writer.write(http, (HttpServletResponse) response, tooLarge());
        } else {
            chain.doFilter(new LimitedRequest(http), response);
        }
    }

    private static ProblemException tooLarge() {
        return new ProblemException(
                HttpProblem.BODY_TOO_LARGE, "A body has at most " + BodyLimits.BODY_BYTES + " bytes.");
    }

    /** The copy that Spring's wrapper keeps of a body is not used, only its limit; no other wrapper has one. */
    private static final class LimitedRequest extends ContentCachingRequestWrapper {

        LimitedRequest(HttpServletRequest request) {
            super(request, BodyLimits.BODY_BYTES);
        }

        @Override
        protected void handleContentOverflow(int contentCacheLimit) {
            throw tooLarge();
        }
    }
}
