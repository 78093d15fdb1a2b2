package dev.ordersaga.lab.replay;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one invoice, as the service said: one line of the journal.
 *
 * @param reason why it was rejected, refused or given up; null when there is nothing to say
 * @param faults what a refusal named, as normalized pointer and code
 * @param seen null when no status view was seen
 * @param breaches what the service did against its contract on the way
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Outcome(
        String invoice,
        UUID orderId,
        End end,
        @Nullable String reason,
        List<String> faults,
        @Nullable Seen seen,
        Timing timing,
        List<String> breaches,
        Instant at) {

    Outcome {
        faults = List.copyOf(faults);
        breaches = List.copyOf(breaches);
    }

    /** Whether nothing is left to do for this invoice. Without an answer there is: a later run asks again. */
    @JsonIgnore
    boolean isFinal() {
        return switch (end) {
            case ACCEPTED, UNANSWERED, UNSETTLED -> false;
            default -> true;
        };
    }

    /** Whether the service has accepted the order, so that a later run need not send it again. */
    @JsonIgnore
    boolean isAccepted() {
        return end == End.ACCEPTED || end == End.UNSETTLED;
    }

    /** How the service showed the order last. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Seen(
            String currency, BigDecimal total, BigDecimal captured, BigDecimal refunded, int lines, Instant placedAt) {

        static Seen of(StatusView view) {
            return new Seen(
                    view.currency(), view.total(), view.captured(), view.refunded(), view.lines(), view.placedAt());
        }
    }

    /**
     * How long it took, in microseconds; null where it was not seen in this run.
     *
     * @param put until the answer to the placing, without repeated tries
     * @param settled from the first sending until this client saw it settled
     * @param service the same by the service's own clock, from placing to the last change
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Timing(
            @Nullable Long put,
            @Nullable Long settled,
            @Nullable Long service) {

        static final Timing NONE = new Timing(null, null, null);
    }

    /** How it ended. */
    enum End {
        /** Accepted and not yet settled: only in a journal, for a later run to go on from. */
        ACCEPTED,
        CONFIRMED,
        SHIPPED,
        REJECTED,
        CANCELLED,
        /** The service said no to the request; nothing was placed. */
        REFUSED,
        /** Another order has this id. */
        CONFLICT,
        /** No final answer before patience was over. */
        UNANSWERED,
        /** Accepted, but not settled before patience was over. */
        UNSETTLED,
        /** An answer that the contract does not know. */
        NOT_UNDERSTOOD;

        /** Whether the order exists at the service, as far as this client knows. */
        boolean isPlaced() {
            return switch (this) {
                case CONFIRMED, SHIPPED, REJECTED, CANCELLED -> true;
                default -> false;
            };
        }
    }
}
