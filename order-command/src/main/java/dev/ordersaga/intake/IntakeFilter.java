package dev.ordersaga.intake;

import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.problem.ProblemWriter;
import dev.ordersaga.http.server.StrictRequestValve;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Asks the {@link IntakeGate} about each request that places an order, before its body is read. A refused one is answered at
 * once, unless a small body is still on its way: a connection that is closed meanwhile can cost the client the answer. Such
 * a body is received as any other, without a thread, and the answer is given by {@link #afterBody} before it is parsed.
 */
final class IntakeFilter implements Filter {

    /** The refusal of a request whose body is awaited. */
    private static final String REFUSAL = IntakeFilter.class.getName() + ".refusal";

    /** Largest body that is awaited. */
    private static final int AWAITED_BYTES = 64 * 1024;

    private static final PathPattern ORDERS = PathPatternParser.defaultInstance.parse("/orders");
    private static final PathPattern ORDER = PathPatternParser.defaultInstance.parse("/orders/{orderId}");

    private final IntakeGate gate;
    private final Refusals refusals;
    private final ProblemWriter writer;

    IntakeFilter(IntakeGate gate, Refusals refusals, ProblemWriter writer) {
        this.gate = gate;
        this.refusals = refusals;
        this.writer = writer;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        Optional<RefusalReason> refusal = placesOrder(http) ? gate.refusal() : Optional.empty();
        if (refusal.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        ProblemException problem = refusals.problem(refusal.get());
        if (isBodyAwaited(http)) {
            http.setAttribute(REFUSAL, problem);
            chain.doFilter(request, response);
        } else {
            StrictRequestValve.leaveBodyUnread(http);
            writer.write(http, (HttpServletResponse) response, problem);
        }
    }

    /** The filter that answers a refused request whose body has arrived. */
    Filter afterBody() {
        return (request, response, chain) -> {
            if (request.getAttribute(REFUSAL) instanceof ProblemException problem) {
                writer.write((HttpServletRequest) request, (HttpServletResponse) response, problem);
            } else {
                chain.doFilter(request, response);
            }
        };
    }

    private static boolean placesOrder(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "POST" -> ORDERS.matches(PathContainer.parsePath(request.getRequestURI()));
            case "PUT" -> ORDER.matches(PathContainer.parsePath(request.getRequestURI()));
            default -> false;
        };
    }

    private static boolean isBodyAwaited(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        return length > 0
                && length <= AWAITED_BYTES
                && request.getHeader("Expect") == null
                && request.getInputStream().available() < length;
    }
}
