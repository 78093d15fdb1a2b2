package dev.ordersaga.payment.gateway.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpContent;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Carries the Stripe library's requests, each exactly once and within a bounded time and size. The library's own
 * transport does neither: it waits anew for every byte, keeps whatever comes, and the JDK's old client under it repeats a
 * POST by itself.
 */
final class StripeTransport extends HttpClient implements AutoCloseable {

    private final java.net.http.HttpClient http;
    private final Duration answerTimeout;
    private final int largestAnswer;

    StripeTransport(StripeSettings settings) {
        this.answerTimeout = settings.answerTimeout();
        this.largestAnswer = Math.toIntExact(settings.largestAnswer().toBytes());
        this.http = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
                .proxy(ProxySelector.getDefault())
                .build();
    }

    @Override
    public StripeResponse request(StripeRequest request) throws ApiConnectionException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(asHttp(request), head -> new LimitedBody(largestAnswer));
        try {
            HttpResponse<byte[]> got = answer.get(answerTimeout.toMillis(), MILLISECONDS);
            return new StripeResponse(
                    got.statusCode(), HttpHeaders.of(got.headers().map()), new String(got.body(), UTF_8));
        } catch (TimeoutException e) {
            throw new ApiConnectionException("no complete answer within " + answerTimeout, e);
        } catch (ExecutionException e) {
            throw new ApiConnectionException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiConnectionException("interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest asHttp(StripeRequest request) {
        HttpRequest.Builder http = HttpRequest.newBuilder(
                        URI.create(request.url().toString()))
                .header("User-Agent", buildUserAgentString(request))
                .header("X-Stripe-Client-User-Agent", buildXStripeClientUserAgentString());
        request.headers().map().forEach((name, values) -> values.forEach(value -> http.header(name, value)));
        HttpContent content = request.content();
        if (content != null) {
            http.header("Content-Type", content.contentType());
        }
        return http.method(
                        request.method().name(),
                        content == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(content.byteArrayContent()))
                .build();
    }
}
