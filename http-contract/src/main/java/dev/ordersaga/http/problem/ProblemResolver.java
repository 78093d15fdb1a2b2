package dev.ordersaga.http.problem;

import dev.ordersaga.http.route.PublicRoutes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;

/** Answers every exception of a controller, or of Spring MVC, with a problem. Precedes Spring's own exception resolvers. */
final class ProblemResolver implements HandlerExceptionResolver, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemResolver.class);

    private final ProblemMapper problems;
    private final ProblemWriter writer;
    private final List<PublicRoutes> routes;

    ProblemResolver(ProblemMapper problems, ProblemWriter writer, List<PublicRoutes> routes) {
        this.problems = problems;
        this.writer = writer;
        this.routes = routes;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        // A broken connection to the database also looks like a client that disconnected. Treated as one, it would be
        // answered with an empty 200 although nothing was stored.
        boolean isDisconnected = !problems.isDatabaseUnavailable(failure)
                && DisconnectedClientHelper.isClientDisconnectedException(failure);
        if (isDisconnected) {
            LOG.debug("The client disconnected", failure);
            // If something reads the response all the same, it must not look like a success.
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return new ModelAndView();
        }
        try {
            writer.write(request, response, withAllMethods(request, failure, problems.of(failure)));
        } catch (IOException e) {
            LOG.debug("The client disconnected", e);
        }
        return new ModelAndView();
    }

    /** A path without this method here may have others in another service: then they are named, and the path exists. */
    private ProblemException withAllMethods(HttpServletRequest request, Exception failure, ProblemException problem) {
        boolean isUnmapped = failure instanceof HttpRequestMethodNotSupportedException
                || failure instanceof NoHandlerFoundException
                || failure instanceof NoResourceFoundException;
        return isUnmapped
                ? PublicRoutes.allow(routes, request.getRequestURI())
                        .map(allow -> SpringErrors.methodNotAllowed().withHeader(HttpHeaders.ALLOW, allow))
                        .orElse(problem)
                : problem;
    }
}
