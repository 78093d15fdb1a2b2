package dev.ordersaga.http.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;

/** Answers every exception of a controller, or of Spring MVC, with a problem. Precedes Spring's own exception resolvers. */
final class ProblemResolver implements HandlerExceptionResolver, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemResolver.class);

    private final ProblemMapper problems;
    private final ProblemWriter writer;

    ProblemResolver(ProblemMapper problems, ProblemWriter writer) {
        this.problems = problems;
        this.writer = writer;
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
        boolean isDisconnected =
                !problems.isDatabaseUnavailable(failure) && DisconnectedClientHelper.isClientDisconnectedException(failure);
        if (isDisconnected) {
            LOG.debug("The client disconnected", failure);
            // If something reads the response all the same, it must not look like a success.
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return new ModelAndView();
        }
        try {
            writer.write(request, response, problems.of(failure));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
    }
}
