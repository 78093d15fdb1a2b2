package dev.ordersaga.http.problem;

import dev.ordersaga.http.log.RateLimitedLog;
import dev.ordersaga.http.route.PublicRoutes;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the container's error page by a problem: for requests that never reach Spring (a request line or header that
 * cannot be read) and for failures of filters.
 */
final class ProblemValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemValve.class);
    private static final int FIRST_ERROR = 400;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int INTERNAL_SERVER_ERROR = 500;

    private final ProblemMapper problems;
    private final ProblemWriter writer;
    private final RateLimitedLog refused;
    private final List<PublicRoutes> routes;

    /** @param refused logs requests that the container refuses */
    ProblemValve(ProblemMapper problems, ProblemWriter writer, RateLimitedLog refused, List<PublicRoutes> routes) {
        this.routes = routes;
        this.problems = problems;
        this.writer = writer;
        this.refused = refused;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < FIRST_ERROR
                || response.getContentWritten() > 0
                || !response.setErrorReported()
                || !canStillWrite(response)) {
            return;
        }
        try {
            writer.write(request.getRequest(), response.getResponse(), problem(request, status, failure));
        } catch (IOException e) {
            LOG.debug("The client disconnected", e);
        }
    }

    /** Except for 500 the status is the container's decision, and the failure only explains it. */
    private ProblemException problem(Request request, int status, @Nullable Throwable failure) {
        int exact = TomcatErrors.exactStatus(status, failure, request.getCoyoteRequest());
        if (exact == INTERNAL_SERVER_ERROR && failure instanceof Exception thrown) {
            return problems.of(thrown);
        }
        refused.warn("Tomcat refused a request with status " + exact);
        ProblemException problem = problems.ofStatus(exact, failure);
        // The container's own list of methods is that of the servlet, not of the path.
        return exact == METHOD_NOT_ALLOWED
                ? problem.withHeader(
                        "Allow",
                        PublicRoutes.allow(routes, request.getRequestURI()).orElse("OPTIONS"))
                : problem;
    }

    private static boolean canStillWrite(Response response) {
        AtomicBoolean allowed = new AtomicBoolean(false);
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
        return allowed.get();
    }
}
