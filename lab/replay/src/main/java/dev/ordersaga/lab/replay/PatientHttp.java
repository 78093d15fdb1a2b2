package dev.ordersaga.lab.replay;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests that may be repeated without harm, and repeats them until there is a final answer. A request that waits
 * to be repeated keeps its place: a service that asks for patience gets fewer requests, not others.
 */
final class PatientHttp {

    private final HttpClient client;
    private final Semaphore places;
    private final Patience patience;
    private final Setbacks setbacks;

    /** @param concurrency most requests under way at once */
    PatientHttp(HttpClient client, int concurrency, Patience patience, Setbacks setbacks) {
        this.client = client;
        this.places = new Semaphore(concurrency, true);
        this.patience = patience;
        this.setbacks = setbacks;
    }

    /**
     * The final answer to an idempotent request.
     *
     * @throws GaveUpException when there was none before patience was over
     * @throws StoppedException when the replay was stopped meanwhile
     */
    Answer send(HttpRequest request) throws GaveUpException, StoppedException {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
        try {
            return repeat(request);
        } finally {
            places.release();
        }
    }

    private Answer repeat(HttpRequest request) throws GaveUpException, StoppedException {
        Patience.Tries tries = patience.begin();
        long firstSent = patience.time().nanos();
        while (true) {
            Try outcome = once(request, firstSent);
            Answer answer = outcome.answer();
            if (answer != null && !answer.isWorthRepeating()) {
                return answer;
            }
            setbacks.count(outcome.setback());
            if (!tries.waitForNext(answer == null ? null : answer.retryAfter())) {
                throw new GaveUpException(outcome.setback());
            }
        }
    }

    private Try once(HttpRequest request, long firstSent) throws StoppedException {
        ReplayTime time = patience.time();
        if (time.isStopped()) {
            throw new StoppedException();
        }
        long sent = time.nanos();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            Duration took = Duration.ofNanos(time.nanos() - sent);
            Answer answer = Answer.of(response, time.now(), took, firstSent);
            return new Try(answer, String.valueOf(answer.status()));
        } catch (HttpTimeoutException e) {
            return new Try(null, "timeout");
        } catch (ConnectException e) {
            return new Try(null, "no connection");
        } catch (IOException e) {
            return new Try(null, "broken connection");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }

    private record Try(@Nullable Answer answer, String setback) {}
}
