package dev.ordersaga.systemtests.model;

import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer.ActionRequired;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Voided;
import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.gateway.ProviderRecord.Unreadable;
import dev.ordersaga.payment.gateway.ProviderRecords;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import dev.ordersaga.payment.gateway.RequestRejectedException;
import dev.ordersaga.payment.gateway.UnreadableAnswerException;
import dev.ordersaga.systemtests.model.ProviderCharge.MadeRefund;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The provider's records. Each change is checked immediately, and sends a webhook. */
final class InMemoryProviderRecords implements ProviderRecords {

    private final Map<String, ProviderCharge> charges = new LinkedHashMap<>();
    private final Map<String, Unreadable> unreadable = new LinkedHashMap<>();
    private final List<String> changes = new ArrayList<>();
    private final Clock clock;
    private final EventTrace trace;
    private final PlantedBugs bugs;

    InMemoryProviderRecords(Clock clock, EventTrace trace, PlantedBugs bugs) {
        this.bugs = bugs;
        this.clock = clock;
        this.trace = trace;
    }

    void clear() {
        charges.clear();
        unreadable.clear();
        changes.clear();
    }

    /** The references of changed objects in this order; sending the webhook removes them. */
    List<String> changes() {
        return changes;
    }

    List<ProviderCharge> all() {
        return List.copyOf(charges.values());
    }

    List<ProviderCharge> ofOrder(UUID orderId) {
        return charges.values().stream()
                .filter(held -> held.charge.orderId().equals(orderId))
                .toList();
    }

    @Nullable
    ProviderCharge charge(Charge asked) {
        ProviderCharge held = charges.get(asked.idempotencyKey());
        String reference = asked.providerReference();
        return held == null && reference != null ? byReference(reference) : held;
    }

    ProviderCharge known(Charge asked) {
        ProviderCharge held = charge(asked);
        if (held == null) {
            throw new InvariantViolation("only known charges are requested", asked.toString());
        }
        return held;
    }

    String referenceOf(Charge charge) {
        return "ch_" + (charges.size() + 1) + "_of_" + charge.orderId();
    }

    ProviderCharge open(Charge charge, ProviderAnswer first) {
        ProviderCharge held = new ProviderCharge(charge, referenceOf(charge), clock.instant(), first);
        for (ProviderCharge other : ofOrder(charge.orderId())) {
            if (other.counts()) {
                throw new InvariantViolation(
                        "an order has one charge at a time", charge + " beside " + other.charge + ": " + other.now);
            }
        }
        charges.put(charge.idempotencyKey(), held);
        changed(held.reference, () -> "provider: " + charge.idempotencyKey() + " is " + first);
        return held;
    }

    void checkRefundable(ProviderCharge held, Refund refund) {
        if (refund.amount().minor() > held.captured() - held.refundedByUs()) {
            throw new InvariantViolation("refunds do not exceed what is left", refund + " of " + held.captured());
        }
        if (refund.amount().minor() > held.captured() - held.refunded()) {
            throw rejected("amount_too_large", refund.idempotencyKey());
        }
    }

    static RequestRejectedException rejected(String code, String what) {
        return new RequestRejectedException(code, what + " is refused for good", new IllegalStateException(code));
    }

    /** In the provider's dashboard: no metadata, and no webhook that is about this system's objects. */
    void refundByHand(ProviderCharge held, long amount) {
        held.refundedByHand += amount;
        trace.result(() -> "provider: " + amount + " of " + held.charge.idempotencyKey() + " refunded by hand");
    }

    /** In the provider's dashboard: an object with an order's metadata whose state this system does not know. */
    void addUnreadable(UUID orderId) {
        String reference = "odd_" + (unreadable.size() + 1);
        unreadable.put(reference, new Unreadable(orderId, reference, clock.instant(), "was never confirmed"));
        trace.result(() -> "provider: " + reference + " is made by hand");
    }

    List<String> unreadable() {
        return List.copyOf(unreadable.keySet());
    }

    MadeRefund open(ProviderCharge held, Refund refund, RefundAnswer first) {
        String reference = "re_" + (held.refunds.size() + 1) + "_of_" + held.reference;
        MadeRefund made = new MadeRefund(refund, reference, clock.instant(), first);
        held.refunds.put(refund.idempotencyKey(), made);
        changed(reference, () -> "provider: " + refund + " is " + first);
        return made;
    }

    void now(ProviderCharge held, ProviderAnswer next) {
        held.changeTo(next, clock.instant());
        changed(held.reference, () -> "provider: " + held.charge.idempotencyKey() + " is now " + next);
    }

    void now(MadeRefund made, RefundAnswer next) {
        made.now = next;
        changed(made.reference, () -> "provider: " + made.refund + " is now " + next);
    }

    void disputed(ProviderCharge held) {
        if (held.disputedAt == null) {
            held.disputedAt = clock.instant();
        }
        changed("du_of_" + held.reference, () -> "provider: dispute " + held.dispute);
    }

    /** Its current state: reservations expire. */
    ProviderAnswer current(ProviderCharge held) {
        Instant end = switch (held.now) {
            case Authorized reserved -> reserved.captureBefore();
            case ActionRequired request -> request.expiresAt();
            default -> null;
        };
        if (end != null && !clock.instant().isBefore(end)) {
            now(held, new Voided(held.reference));
        }
        return held.now;
    }

    @Override
    public Optional<ProviderRecord> lookUp(String reference) {
        if (unreadable.containsKey(reference)) {
            return Optional.ofNullable(readOrFail(reference));
        }
        ProviderCharge held = byReference(reference.substring(reference.indexOf("ch_")));
        if (held == null) {
            return Optional.empty();
        }
        if (reference.startsWith("ch_")) {
            current(held);
            return Optional.of(held.asRecord());
        }
        if (reference.startsWith("du_")) {
            return Optional.ofNullable(dispute(held));
        }
        return held.refunds.values().stream()
                .filter(made -> made.reference.equals(reference))
                .<ProviderRecord>map(held::asRecord)
                .findFirst();
    }

    private @Nullable ProviderRecord readOrFail(String reference) {
        if (bugs.is(PlantedBug.ONE_OBJECT_ENDS_THE_BATCH)) {
            throw new UnreadableAnswerException(reference + " was never confirmed");
        }
        return unreadable.get(reference);
    }

    @Override
    public void ofCharge(String reference, Consumer<ProviderRecord> consumer) {
        ProviderCharge held = byReference(reference);
        if (held != null) {
            current(held);
            ofCharge(held).forEach(consumer);
        }
    }

    private static List<ProviderRecord> ofCharge(ProviderCharge held) {
        List<ProviderRecord> found = new ArrayList<>();
        found.add(held.asRecord());
        held.refunds.values().forEach(made -> found.add(held.asRecord(made)));
        ProviderRecord dispute = dispute(held);
        if (dispute != null) {
            found.add(dispute);
        }
        return found;
    }

    @Override
    public void list(Instant from, Instant before, Consumer<ProviderRecord> consumer) {
        List<ProviderRecord> found = new ArrayList<>();
        for (ProviderCharge held : charges.values()) {
            current(held);
            found.addAll(ofCharge(held));
        }
        unreadable.keySet().forEach(reference -> found.add(readOrFail(reference)));
        found.removeIf(one -> one.createdAt().isBefore(from) || !one.createdAt().isBefore(before));
        found.forEach(consumer);
    }

    private static @Nullable ProviderRecord dispute(ProviderCharge held) {
        return held.dispute == null || held.disputedAt == null
                ? null
                : new ProviderRecord.OfDispute(held.charge.orderId(), held.disputedAt, held.dispute);
    }

    private @Nullable ProviderCharge byReference(String reference) {
        for (ProviderCharge held : charges.values()) {
            if (held.reference.equals(reference)) {
                return held;
            }
        }
        return null;
    }

    private void changed(String reference, Supplier<String> how) {
        changes.add(reference);
        trace.result(how);
    }
}
