package dev.ordersaga.systemtests.model;

import dev.ordersaga.api.order.DisputeClosed;
import dev.ordersaga.api.order.RefundFailed;
import dev.ordersaga.api.order.ReleaseFailed;
import dev.ordersaga.order.command.ExpireAuthorization;
import dev.ordersaga.order.command.RecordPaymentUpdate;
import dev.ordersaga.order.command.RequestPaymentRelease;
import dev.ordersaga.payment.gateway.Charge;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;

/** The planted bug, if any, and its effects. */
final class PlantedBugs {

    private @Nullable PlantedBug bug;
    private int keys;

    void begin(@Nullable PlantedBug next) {
        bug = next;
        keys = 0;
    }

    boolean is(PlantedBug planted) {
        return bug == planted;
    }

    /** Whether this command is lost. */
    boolean loses(Object command) {
        if (bug == null) {
            return false;
        }
        return switch (bug) {
            case A_FAILED_REFUND_STAYS_RESERVED ->
                command instanceof RecordPaymentUpdate told && told.update() instanceof RefundFailed;
            case A_LOST_DISPUTE_IS_NOT_TOLD ->
                command instanceof RecordPaymentUpdate told && told.update() instanceof DisputeClosed;
            case A_FAILED_RELEASE_IS_NOT_TOLD ->
                command instanceof RecordPaymentUpdate told && told.update() instanceof ReleaseFailed;
            case A_CANCELLED_ORDER_IS_NOT_RELEASED -> command instanceof RequestPaymentRelease;
            case AN_EXPIRED_RESERVATION_IS_NOT_FORWARDED -> command instanceof ExpireAuthorization;
            default -> false;
        };
    }

    /** The charge as the provider receives it. */
    Charge asSent(Charge charge) {
        if (!is(PlantedBug.A_RETRY_HAS_A_NEW_KEY)) {
            return charge;
        }
        return new Charge(
                charge.orderId(),
                charge.attempt(),
                charge.idempotencyKey() + "/" + ++keys,
                charge.paymentMethod(),
                charge.amount(),
                charge.capture(),
                charge.startedAt(),
                charge.providerReference());
    }

    /** The saga as it is stored. */
    Object asStored(Object saga) {
        if (!is(PlantedBug.SAGA_LOSES_ITS_STATE)) {
            return saga;
        }
        try {
            Constructor<?> constructor = saga.getClass().getDeclaredConstructor();
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
