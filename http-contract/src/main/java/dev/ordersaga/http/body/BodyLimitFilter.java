package dev.ordersaga.http.body;

import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.problem.ProblemKind;
import dev.ordersaga.http.problem.ProblemWriter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Refuses a body that is too large before a byte of it is read, where its length is announced; else while it is read.
 */
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

    static ProblemException tooLarge() {
        return new ProblemException(
                ProblemKind.BODY_TOO_LARGE, "A body has at most " + BodyLimits.BODY_BYTES + " bytes.");
    }
}
