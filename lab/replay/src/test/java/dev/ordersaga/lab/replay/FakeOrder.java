package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.FakeService.Reply;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Order of the {@link FakeService}: pending at the first poll, settled afterwards. */
final class FakeOrder {

    private final JsonNode body;
    private final BigDecimal total;
    private int version;
    private boolean settled;
    private boolean cancelled;

    FakeOrder(JsonNode body) {
        this.body = body;
        this.total = total(body);
    }

    /** Computed in another way than by the replay: whole pence, rounded with integers. */
    static BigDecimal total(JsonNode body) {
        long tenThousandths = 0;
        for (JsonNode line : body.path("lines")) {
            long exact = new BigDecimal(line.path("unitPrice").stringValue())
                    .multiply(BigDecimal.valueOf(10_000L * line.path("quantity").longValue()), MathContext.UNLIMITED)
                    .longValueExact();
            tenThousandths += (exact + 50) / 100 * 100;
        }
        return BigDecimal.valueOf(tenThousandths, 4).setScale(2, RoundingMode.UNNECESSARY);
    }

    boolean isOf(JsonNode other) {
        return body.equals(other);
    }

    Reply accepted() {
        return new Reply(202, Map.of("Retry-After", "1"), "{\"status\":\"PLACED\"}");
    }

    synchronized Reply cancel(@Nullable String key) {
        if (key == null || paymentMethod().contains("Declined")) {
            return Reply.of(key == null ? 400 : 409);
        }
        if (!cancelled) {
            cancelled = true;
            settled = false;
        }
        return accepted();
    }

    synchronized Reply view(@Nullable String knownTag) {
        String tag = "\"" + version + "\"";
        boolean open = !settled;
        if (open) {
            settled = true;
        }
        Map<String, String> headers = new HashMap<>(Map.of("ETag", tag));
        if (open) {
            headers.put("Retry-After", "1");
            Reply reply = new Reply(tag.equals(knownTag) ? 304 : 200, headers, json(true));
            version++;
            return reply;
        }
        return new Reply(tag.equals(knownTag) ? 304 : 200, headers, json(false));
    }

    private String json(boolean open) {
        boolean declined = paymentMethod().contains("Declined");
        String status = cancelled ? "CANCELLED" : open ? "AWAITING_PAYMENT" : declined ? "REJECTED" : "CONFIRMED";
        BigDecimal zero = new BigDecimal("0.00");
        BigDecimal captured = declined || (open && !cancelled) ? zero : total;
        return """
                {"status": "%s", %s "version": %d, "currency": "GBP", "total": "%s", "lines": %s,
                 "placedAt": "2011-01-01T00:00:00.100Z", "updatedAt": "2011-01-01T00:00:00.350Z",
                 "payment": {"capturedTotal": "%s", "refundedTotal": "%s"}}""".formatted(
                        status,
                        declined && !open ? "\"reason\": \"PAYMENT_DECLINED\"," : "",
                        version,
                        total,
                        body.path("lines"),
                        captured,
                        cancelled && !open ? total : zero);
    }

    private String paymentMethod() {
        return body.path("paymentMethod").stringValue();
    }
}
