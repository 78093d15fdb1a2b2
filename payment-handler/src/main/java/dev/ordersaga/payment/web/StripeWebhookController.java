package dev.ordersaga.payment.web;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.payment.gateway.InvalidWebhookSignatureException;
import dev.ordersaga.payment.gateway.WebhookMessage;
import dev.ordersaga.payment.gateway.WebhookVerifier;
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

    private final WebhookVerifier notices;
    private final WebhookReceiver inbox;

    StripeWebhookController(WebhookVerifier notices, WebhookReceiver inbox) {
        this.notices = notices;
        this.inbox = inbox;
    }

    @PostMapping("/payments/webhooks/stripe")
    ResponseEntity<Void> hear(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        inbox.keep(proven(body, request));
        return ResponseEntity.ok().build();
    }

    private WebhookMessage proven(byte[] body, HttpServletRequest request) {
        try {
            return notices.read(body, request.getHeader("Stripe-Signature"));
        } catch (InvalidWebhookSignatureException e) {
            LOG.warn("Refused a webhook: {}", e.getMessage());
            inbox.refuse();
            throw new ProblemException(HttpProblem.BAD_REQUEST, "The webhook's signature does not hold.");
        }
    }
}
