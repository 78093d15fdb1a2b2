package dev.ordersaga.lab.experiments.outage;

import dev.ordersaga.lab.experiments.Report;
import dev.ordersaga.lab.experiments.load.ClientResponse;
import dev.ordersaga.lab.experiments.load.ClientResponse.Kind;
import dev.ordersaga.lab.experiments.load.OrderReader;
import dev.ordersaga.lab.experiments.load.RequestLoad;
import dev.ordersaga.lab.experiments.load.Responses;
import dev.ordersaga.lab.system.Pause;
import java.util.UUID;

/** The course of an outage: its phases, the time of recovery, and the fate of the orders. */
final class Outage {

    private static final long MAX_RECOVERY_MILLIS = 10_000;

    private final RequestLoad load;
    private final OrderReader reader;
    private long down;
    private long ending;
    private long over;
    private long firstAccepted = -1;
    private long firstConfirmed = -1;
    private long accepted;
    private long lost;
    private long unsettled;
    private long rejectedAgain;

    Outage(RequestLoad load, OrderReader reader) {
        this.load = load;
        this.reader = reader;
    }

    void isDown() {
        down = RequestLoad.nowMillis();
    }

    /** From now on PostgreSQL is being restarted. */
    void isEnding() {
        ending = RequestLoad.nowMillis();
    }

    void isOver() {
        over = RequestLoad.nowMillis();
    }

    long millisSinceEnd() {
        return RequestLoad.nowMillis() - over;
    }

    /** Places additional orders until one is accepted and confirmed. */
    void awaitFirstOrder() throws Exception {
        long end = RequestLoad.nowMillis() + 120_000;
        while (firstConfirmed < 0 && RequestLoad.nowMillis() < end) {
            String path = "/orders/" + UUID.randomUUID();
            if (load.place(path).get().isOk()) {
                firstAccepted = firstAccepted < 0 ? millisSinceEnd() : firstAccepted;
                while (!reader.isConfirmed(path) && RequestLoad.nowMillis() < end) {
                    Pause.of(20);
                }
                firstConfirmed = millisSinceEnd();
            }
            Pause.of(20);
        }
    }

    /** Repeats what was rejected or has no response, and waits until all orders are confirmed. */
    void settle(Responses responses, int seconds) throws Exception {
        Responses placing = responses.of(Kind.PLACE);
        for (ClientResponse response : placing.all()) {
            accepted += response.isOk() ? 1 : 0;
            if (!response.isOk() && !load.place(response.path()).get().isOk()) {
                rejectedAgain++;
            }
        }
        long end = RequestLoad.nowMillis() + seconds * 1_000L;
        for (ClientResponse response : placing.all()) {
            String status = reader.status(response.path());
            while (!status.equals(OrderReader.CONFIRMED) && RequestLoad.nowMillis() < end) {
                Pause.of(50);
                status = reader.status(response.path());
            }
            lost += response.isOk() && status.isEmpty() ? 1 : 0;
            unsettled += status.equals(OrderReader.CONFIRMED) ? 0 : 1;
        }
    }

    Responses before(Responses all) {
        return all.sentBetween(0, down);
    }

    Responses during(Responses all) {
        return all.sentBetween(down, ending);
    }

    Responses recovery(Responses all) {
        return all.sentBetween(over, over + MAX_RECOVERY_MILLIS);
    }

    /** From then on everything must be as before. */
    Responses normal(Responses all) {
        return all.sentBetween(over + MAX_RECOVERY_MILLIS, Long.MAX_VALUE);
    }

    boolean holds(Responses all) {
        Responses placing = during(all).of(Kind.PLACE);
        boolean isRejectedQuickly = placing.all().stream().allMatch(ClientResponse::isUnavailable)
                && during(all).of(Kind.POLL).all().stream().allMatch(ClientResponse::isUnavailable)
                && placing.percentile(95) < 100_000
                && placing.percentile(100) < 2_500_000;
        boolean isRecovered = firstConfirmed >= 0 && firstConfirmed <= MAX_RECOVERY_MILLIS;
        boolean isNormal = normal(all).of(Kind.PLACE).failed() == 0;
        return isRejectedQuickly && isRecovered && isNormal && lost + unsettled + rejectedAgain == 0;
    }

    Report addFindings(Report report) {
        return report.paragraph(
                        "PostgreSQL took %.1f s to start. After that: first order accepted in %.2f s, confirmed in %.2f s.",
                        (over - ending) / 1000.0, firstAccepted / 1000.0, firstConfirmed / 1000.0)
                .paragraph(
                        "%d orders accepted; of these lost: %d. Rejected when repeated: %d. Not confirmed in the end: %d.",
                        accepted, lost, rejectedAgain, unsettled);
    }
}
