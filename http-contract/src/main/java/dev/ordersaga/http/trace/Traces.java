package dev.ordersaga.http.trace;

import java.util.HexFormat;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Factory of trace contexts: new traces, and spans in the traces of callers. */
public final class Traces {

    private static final String NOT_SAMPLED = "00";
    private static final HexFormat HEX = HexFormat.of();

    private final LongSupplier random;

    /** @param random uniformly distributed over all longs; thread-safe */
    public Traces(LongSupplier random) {
        this.random = random;
    }

    /** A new trace. */
    public TraceContext begin() {
        return new TraceContext(HEX.toHexDigits(nonZero()) + HEX.toHexDigits(nonZero()), newSpanId(), NOT_SAMPLED);
    }

    /** A new span in the caller's trace; a new trace when the caller sent none, or none that is valid. */
    public TraceContext continueFrom(@Nullable String traceparent) {
        return TraceContext.parse(traceparent)
                .map(caller -> new TraceContext(caller.traceId(), newSpanId(), caller.flags()))
                .orElseGet(this::begin);
    }

    private String newSpanId() {
        return HEX.toHexDigits(nonZero());
    }

    private long nonZero() {
        long bits = random.getAsLong();
        return bits == 0 ? 1 : bits;
    }
}
