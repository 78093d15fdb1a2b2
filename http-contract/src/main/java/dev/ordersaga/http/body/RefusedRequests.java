package dev.ordersaga.http.body;

import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.problem.ProblemWriter;
import dev.ordersaga.http.server.StrictRequestValve;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers requests that are refused before their body is read. A small body that is still on its way is received first,
 * without a thread and without keeping it: a connection that is closed meanwhile can cost the client the answer.
 */
public final class RefusedRequests {

    /** Largest body that is awaited. */
    private static final int AWAITED_BYTES = 64 * 1024;

    private final ProblemWriter writer;
    private final long deadlineMillis;

    RefusedRequests(ProblemWriter writer, long deadlineMillis) {
        this.writer = writer;
        this.deadlineMillis = deadlineMillis;
    }

    /** The answer; it may be written after this method returns. */
    public void answer(HttpServletRequest request, HttpServletResponse response, ProblemException problem)
            throws IOException {
        int length = request.getContentLength();
        if (length >= 0 && request.getInputStream().available() >= length) {
            writer.write(request, response, problem);
        } else if (length > 0 && length <= AWAITED_BYTES && request.getHeader("Expect") == null) {
            AsyncContext async = request.startAsync(request, response);
            async.setTimeout(deadlineMillis);
            new BodyDrain(async, writer, problem).begin();
        } else {
            StrictRequestValve.leaveBodyUnread(request);
            writer.write(request, response, problem);
        }
    }
}
