package dev.ordersaga.payment.web;

import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.problem.ProblemKind;
import dev.ordersaga.payment.gateway.ForgedNoticeException;
import dev.ordersaga.payment.gateway.ProviderNotice;
import dev.ordersaga.payment.gateway.ProviderNotices;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes Stripe's webhooks. A 200 means that the message is on the disk, and nothing else: what it is about is looked up
 * afterwards. Anything but a 200 lets Stripe send it again.
 */
@RestController
class StripeWebhookController {

    private static final Logger LOG = LoggerFactory.getLogger(StripeWebhookController.class);

    private final ProviderNotices notices;
    private final NoticeInbox inbox;

    StripeWebhookController(ProviderNotices notices, NoticeInbox inbox) {
        this.notices = notices;
        this.inbox = inbox;
    }

    @PostMapping("/payments/webhooks/stripe")
    ResponseEntity<Void> hear(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        inbox.keep(proven(body, request));
        return ResponseEntity.ok().build();
    }

    private ProviderNotice proven(byte[] body, HttpServletRequest request) {
        try {
            return notices.read(body, request.getHeader("Stripe-Signature"));
        } catch (ForgedNoticeException e) {
            LOG.warn("Refused a webhook: {}", e.getMessage());
            inbox.refuse();
            throw new ProblemException(ProblemKind.BAD_REQUEST, "The webhook's signature does not hold.");
        }
    }
}
