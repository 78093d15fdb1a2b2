package dev.ordersaga.payment.webhook;

import dev.ordersaga.http.access.NeedsNoCaller;
import dev.ordersaga.http.log.RateLimitedLog;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.payment.gateway.InvalidWebhookException;
import dev.ordersaga.payment.gateway.PaymentProviders;
import dev.ordersaga.payment.gateway.WebhookMessage;
import dev.ordersaga.payment.gateway.WebhookVerifier;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Route for the webhooks of all providers. A 200 means that the message is stored durably; it is processed afterwards.
 * After any other status the provider delivers it again.
 */
@RestController
class WebhookController {

    private final PaymentProviders providers;
    private final WebhookInbox inbox;
    private final RateLimitedLog rejected;

    WebhookController(PaymentProviders providers, WebhookInbox inbox, RateLimitedLog rejected) {
        this.providers = providers;
        this.inbox = inbox;
        this.rejected = rejected;
    }

    @NeedsNoCaller(because = "the provider's signature is the credential")
    @PostMapping("/payments/webhooks/{provider}")
    ResponseEntity<Void> receive(
            @PathVariable String provider, @RequestHeader HttpHeaders headers, HttpServletRequest request)
            throws IOException {
        WebhookVerifier verifier = providers
                .webhooks(provider)
                .orElseThrow(() -> new ProblemException(
                        HttpProblem.NOT_FOUND, "There is no payment provider of this name that sends webhooks."));
        inbox.receive(
                provider, verified(provider, verifier, request.getInputStream().readAllBytes(), headers));
        return ResponseEntity.ok().build();
    }

    private WebhookMessage verified(String provider, WebhookVerifier verifier, byte[] body, HttpHeaders headers) {
        try {
            return verifier.verify(body, headers);
        } catch (InvalidWebhookException e) {
            rejected.warn("Rejected a webhook of " + provider + ": " + e.getMessage());
            inbox.countInvalid(provider);
            throw new ProblemException(HttpProblem.BAD_REQUEST, "The webhook's signature does not hold.");
        }
    }
}
