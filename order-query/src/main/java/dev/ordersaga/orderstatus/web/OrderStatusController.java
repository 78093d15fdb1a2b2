package dev.ordersaga.orderstatus.web;

import dev.ordersaga.api.status.PaymentStatus;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.request.EntityTags;
import dev.ordersaga.http.request.PathId;
import dev.ordersaga.http.request.PreferredWait;
import dev.ordersaga.http.request.QueryParameters;
import dev.ordersaga.orderstatus.view.OrderStatus;
import dev.ordersaga.orderstatus.view.OrderStatusLongPolling.Found;
import dev.ordersaga.orderstatus.view.OrderStatusLongPolling;
import dev.ordersaga.orderstatus.view.OrderStatuses;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a client polls. */
@RestController
final class OrderStatusController {

    private static final String AT_ONCE = "0";
    private static final String SECONDS_BETWEEN_POLLS = "1";
    private static final String SECONDS_BETWEEN_POLLS_FOR_DAYS = "60";

    private final OrderStatuses orders;
    private final OrderStatusLongPolling news;

    OrderStatusController(OrderStatuses orders, OrderStatusLongPolling news) {
        this.orders = orders;
        this.news = news;
    }

    /** A {@link ResponseEntity}, or the promise of one. */
    @GetMapping(path = "/orders/{orderId}", produces = MediaType.APPLICATION_JSON_VALUE)
    Object status(@PathVariable String orderId, HttpServletRequest request) {
        QueryParameters.of(request, Set.of());
        Optional<EntityTags> known = EntityTags.ifNoneMatch(request);
        Optional<PreferredWait> wait = PreferredWait.of(request);
        UUID id = PathId.uuid(orderId);
        if (wait.isEmpty()) {
            OrderStatus order = orders.find(id).orElseThrow(OrderStatusController::notFound);
            return answer(new Found(order, false), known, wait);
        }
        CompletableFuture<Found> found = news.await(
                        id,
                        known.map(OrderStatusController::isKnown).orElse(null),
                        wait.get().duration())
                .orElseThrow(OrderStatusController::notFound);
        return found.isDone()
                ? answer(found.join(), known, wait)
                : found.thenApply(later -> answer(later, known, wait));
    }

    private static ProblemException notFound() {
        return new ProblemException(HttpProblem.NOT_FOUND, "No order has this id.");
    }

    /** Whoever knows any version waits for one that is not there yet. */
    private static @Nullable LongPredicate isKnown(EntityTags tags) {
        return tags.any() ? null : tags::matchWeakly;
    }

    private static ResponseEntity<OrderView> answer(
            Found found, Optional<EntityTags> known, Optional<PreferredWait> wait) {
        OrderStatus order = found.order();
        HttpHeaders headers = headers(order, found.wasHeld());
        wait.filter(asked -> found.wasHeld()).ifPresent(held -> headers.set("Preference-Applied", held.applied()));
        return known.isPresent() && known.get().matchWeakly(order.version())
                ? new ResponseEntity<>(headers, HttpStatus.NOT_MODIFIED)
                : new ResponseEntity<>(OrderView.of(order), headers, HttpStatus.OK);
    }

    private static HttpHeaders headers(OrderStatus order, boolean wasHeld) {
        HttpHeaders headers = new HttpHeaders();
        headers.setETag(EntityTags.ofVersion(order.version()));
        headers.setVary(List.of("Prefer"));
        headers.setCacheControl(CacheControl.noCache().cachePrivate());
        if (!order.isSettled()) {
            headers.set(HttpHeaders.RETRY_AFTER, secondsToNextPoll(order, wasHeld));
        }
        return headers;
    }

    /** Who lets us hold the answer may ask again at once. */
    private static String secondsToNextPoll(OrderStatus order, boolean wasHeld) {
        if (wasHeld) {
            return AT_ONCE;
        }
        boolean takesDays = order.payment().status() == PaymentStatus.PROCESSING;
        return takesDays ? SECONDS_BETWEEN_POLLS_FOR_DAYS : SECONDS_BETWEEN_POLLS;
    }
}
