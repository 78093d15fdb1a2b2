package dev.ordersaga.payment.gateway.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordersaga.payment.gateway.PaymentProviderContract;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.http.HttpHeaders;

/** The contract, with the sample provider's test tokens. */
class SampleProviderTest extends PaymentProviderContract<SampleProvider> {

    private final SampleSettings settings = new SampleSettings("secret");
    private final SampleApi api = new SampleApi(Clock.fixed(START, ZoneOffset.UTC));
    private final SampleProvider provider = new SampleProvider(api, settings);

    @Override
    protected SampleProvider provider() {
        return provider;
    }

    @Override
    protected String goodMethod() {
        return "sample_good";
    }

    @Override
    protected String methodWithInsufficientFunds() {
        return "sample_no_money";
    }

    @Override
    protected String lostCardMethod() {
        return "sample_lost";
    }

    @Override
    protected String methodWithFailingRefunds() {
        return "sample_refund_fails";
    }

    @Override
    protected String slowMethod() {
        return "sample_slow";
    }

    @Override
    protected String unknownMethod() {
        return "sample_unknown";
    }

    @Override
    protected void completePendingWork() {
        api.completePendingWork();
    }

    @Override
    protected String unknownReference() {
        return "transfer-unknown";
    }

    @Override
    protected byte[] webhookBody(String reference) {
        return "{\"id\":\"1\",\"type\":\"transfer.paid\",\"reference\":\"%s\"}"
                .formatted(reference)
                .getBytes(UTF_8);
    }

    @Override
    protected HttpHeaders signatureOf(byte[] body) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(SampleWebhookVerifier.HEADER, new SampleWebhookVerifier(settings.webhookSecret()).sign(body));
        return headers;
    }
}
