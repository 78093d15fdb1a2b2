package dev.ordersaga.payment.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The retries of a webhook become slower, up to a limit. */
class WebhookRetriesTest {

    @Test
    void thePauseGrowsToItsLimit() {
        assertThat(WebhookFollowUp.pauseAfter(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(WebhookFollowUp.pauseAfter(2)).isEqualTo(Duration.ofMillis(1500));
        assertThat(WebhookFollowUp.pauseAfter(21)).isEqualTo(Duration.ofMinutes(15));
        assertThat(WebhookFollowUp.pauseAfter(1_000_000)).isEqualTo(Duration.ofMinutes(15));
    }
}
