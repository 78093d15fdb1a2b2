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
 * HTTP transport for the Stripe library: sends each request once, with a time limit for the whole response and a size
 * limit. The library's own transport has neither limit (its time-out restarts with every byte), and the JDK's old HTTP
 * client beneath it repeats a POST automatically.
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
        CompletableFuture<HttpResponse<byte[]>> pending =
                http.sendAsync(asHttp(request), head -> new BoundedBodySubscriber(largestAnswer));
        try {
            HttpResponse<byte[]> response = pending.get(answerTimeout.toMillis(), MILLISECONDS);
            return new StripeResponse(
                    response.statusCode(),
                    HttpHeaders.of(response.headers().map()),
                    new String(response.body(), UTF_8));
        } catch (TimeoutException e) {
            throw new ApiConnectionException("no complete response within " + answerTimeout, e);
        } catch (ExecutionException e) {
            throw new ApiConnectionException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiConnectionException("interrupted", e);
        } finally {
            pending.cancel(true);
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
