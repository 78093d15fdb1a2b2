package dev.ordersaga.http.trace;

import jakarta.servlet.ServletRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The W3C trace context of the current request or event.
 *
 * @param traceId 32 lower-case hex digits, not all zero; the same from the client's request to the last event it causes
 * @param spanId 16 lower-case hex digits, not all zero; the span in this process
 * @param flags 2 lower-case hex digits, as the caller sent them
 */
public record TraceContext(String traceId, String spanId, String flags) {

    /** The logging context (MDC) key of the trace id. */
    public static final String MDC_TRACE_ID = "traceId";

    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final String REQUEST_ATTRIBUTE = TraceContext.class.getName();
    private static final ThreadLocal<@Nullable TraceContext> CURRENT = new ThreadLocal<>();

    /** The context of the request or event that this thread processes; empty outside of both. */
    public static Optional<TraceContext> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Parses a {@code traceparent}; empty when it is absent or not valid, and a new trace starts then. */
    public static Optional<TraceContext> parse(@Nullable String traceparent) {
        if (traceparent == null) {
            return Optional.empty();
        }
        Matcher parts = TRACEPARENT.matcher(traceparent);
        // Version 00 ends after the flags; later versions may append to them.
        if (!parts.matches() || (parts.group(1).equals("00") && parts.group(5) != null)) {
            return Optional.empty();
        }
        return Optional.of(new TraceContext(parts.group(2), parts.group(3), parts.group(4)));
    }

    /** The context that {@link TraceFilter} attached to this request; empty when the request never reached it. */
    public static Optional<TraceContext> of(ServletRequest request) {
        return Optional.ofNullable((TraceContext) request.getAttribute(REQUEST_ATTRIBUTE));
    }

    /** The {@code traceparent} that propagates this context. */
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }

    /** Makes this the current context of the thread and of its log lines until the scope is closed. */
    public Scope open() {
        TraceContext before = CURRENT.get();
        enter(this);
        return () -> enter(before);
    }

    void attachTo(ServletRequest request) {
        request.setAttribute(REQUEST_ATTRIBUTE, this);
    }

    private static void enter(@Nullable TraceContext context) {
        if (context == null) {
            CURRENT.remove();
            MDC.remove(MDC_TRACE_ID);
        } else {
            CURRENT.set(context);
            MDC.put(MDC_TRACE_ID, context.traceId());
        }
    }

    /** Restores the previous context. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
