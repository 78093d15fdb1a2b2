package dev.ordersaga.http.body;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.problem.ProblemWriter;
import dev.ordersaga.http.server.StrictRequestValve;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Lets a request pass once its whole body has arrived, within bounds of size, time and memory. A body that is not here yet is
 * awaited without a thread: clients that send slowly do not delay others.
 */
final class BodyFilter implements Filter {

    /** The {@link BodyReader} of a request that is dispatched after its body was read. */
    static final String READ = BodyReader.class.getName();

    private final ProblemWriter writer;
    private final BodyMemory memory;
    private final long deadlineMillis;

    BodyFilter(ProblemWriter writer, BodyMemory memory, long deadlineMillis) {
        this.writer = writer;
        this.memory = memory;
        this.deadlineMillis = deadlineMillis;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        if (http.getAttribute(READ) instanceof BodyReader reader) {
            http.removeAttribute(READ);
            pass(http, response, chain, reader.body(), reader.memory());
        } else if (http.getContentLengthLong() > BodyLimits.BODY_BYTES) {
            StrictRequestValve.leaveBodyUnread(http);
            writer.write(http, (HttpServletResponse) response, tooLarge());
        } else if (hasNoBody(http)) {
            chain.doFilter(request, response);
        } else {
            receive(http, (HttpServletResponse) response, chain);
        }
    }

    private void receive(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        BodyMemory.Lease lease = memory.lease();
        int length = request.getContentLength();
        if (length >= 0 && request.getInputStream().available() >= length) {
            // Most bodies arrive with their headers: no reason to wait.
            if (lease.grow(length)) {
                pass(request, response, chain, request.getInputStream().readNBytes(length), lease);
            } else {
                writer.write(request, response, noMemory());
            }
            return;
        }
        StrictRequestValve.sendContinue(request);
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(deadlineMillis);
        new BodyReader(async, writer, lease).begin();
    }

    private static void pass(
            HttpServletRequest request,
            ServletResponse response,
            FilterChain chain,
            byte[] body,
            BodyMemory.Lease lease)
            throws IOException, ServletException {
        try {
            chain.doFilter(new BufferedBody(request, body), response);
        } finally {
            lease.release();
        }
    }

    private static boolean hasNoBody(HttpServletRequest request) {
        return request.getContentLengthLong() == 0
                || (request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") == null);
    }

    static ProblemException tooLarge() {
        return new ProblemException(
                HttpProblem.BODY_TOO_LARGE, "A body has at most " + BodyLimits.BODY_BYTES + " bytes.");
    }

    static ProblemException noMemory() {
        return new ProblemException(HttpProblem.SERVICE_UNAVAILABLE, "Too many bodies arrive at a time.").retryAfter(2);
    }
}
