package dev.ordersaga.payment.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A provider's message is never dropped: its retries become slower up to a limit, and do not end. */
class WebhookRetriesTest {

    @Test
    void thePauseGrowsToItsLimit() {
        assertThat(WebhookInbox.pauseAfter(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(WebhookInbox.pauseAfter(2)).isEqualTo(Duration.ofMillis(1500));
        assertThat(WebhookInbox.pauseAfter(21)).isEqualTo(Duration.ofMinutes(10));
        assertThat(WebhookInbox.pauseAfter(1_000_000)).isEqualTo(Duration.ofMinutes(10));
    }
}
