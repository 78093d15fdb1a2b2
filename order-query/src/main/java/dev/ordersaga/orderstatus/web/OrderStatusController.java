package dev.ordersaga.orderstatus.web;

import dev.ordersaga.api.status.PaymentStatus;
import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.request.EntityTags;
import dev.ordersaga.http.request.PathId;
import dev.ordersaga.http.request.PreferredWait;
import dev.ordersaga.orderstatus.persons.Viewer;
import dev.ordersaga.orderstatus.view.OrderStatus;
import dev.ordersaga.orderstatus.view.OrderStatusLongPolling;
import dev.ordersaga.orderstatus.view.OrderStatuses;
import dev.ordersaga.orderstatus.view.OrderStatuses.Found;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
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
import org.springframework.web.context.request.async.DeferredResult;

/** Status of one order, with conditional requests (ETag) and long polling ({@code Prefer: wait}). */
@RestController
final class OrderStatusController {

    private static final String IMMEDIATELY = "0";
    private static final String SECONDS_BETWEEN_POLLS = "1";
    private static final String SECONDS_BETWEEN_POLLS_OF_SLOW_BANK = "60";

    private final OrderStatuses orders;
    private final OrderStatusLongPolling longPolling;

    OrderStatusController(OrderStatuses orders, OrderStatusLongPolling longPolling) {
        this.orders = orders;
        this.longPolling = longPolling;
    }

    /** Returns a {@link ResponseEntity}, or a {@link DeferredResult} of one. */
    @Needs(Scope.ORDERS_READ)
    @GetMapping(
            path = "/orders/{orderId}",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_HTML_VALUE})
    Object status(@PathVariable String orderId, Caller caller, HttpServletRequest request) {
        ReturnParameters.allowIn(request);
        Optional<EntityTags> known = EntityTags.ifNoneMatch(request);
        Optional<PreferredWait> preferred = PreferredWait.of(request);
        UUID id = PathId.uuid(orderId);
        Viewer viewer = OrdersOf.caller(caller);
        if (OrderPage.isPreferredBy(request)) {
            return OrderPage.of(orders.find(id, viewer).orElseThrow(OrderStatusController::notFound));
        }
        if (preferred.isEmpty()) {
            OrderStatus order = orders.find(id, viewer).orElseThrow(OrderStatusController::notFound);
            return answer(new Found(order, false), known, preferred);
        }
        CompletableFuture<Found> found = longPolling
                .await(
                        id,
                        viewer,
                        known.map(OrderStatusController::isKnown).orElse(null),
                        preferred.get().duration(),
                        caller.id())
                .orElseThrow(OrderStatusController::notFound);
        return found.isDone()
                ? answer(found.join(), known, preferred)
                : deferred(found, later -> answer(later, known, preferred));
    }

    /** The future is cancelled when the client is gone, so that it takes no place any longer. */
    private static DeferredResult<ResponseEntity<OrderView>> deferred(
            CompletableFuture<Found> found, Function<Found, ResponseEntity<OrderView>> answer) {
        DeferredResult<ResponseEntity<OrderView>> result = new DeferredResult<>();
        result.onCompletion(() -> found.cancel(false));
        var unused = found.whenComplete((later, failure) -> {
            if (failure == null) {
                result.setResult(answer.apply(later));
            } else if (!found.isCancelled()) {
                result.setErrorResult(failure);
            }
        });
        return result;
    }

    private static ProblemException notFound() {
        return new ProblemException(HttpProblem.NOT_FOUND, "No order has this id.");
    }

    /** Null for {@code *}: such a client waits for a version later than the current one. */
    private static @Nullable LongPredicate isKnown(EntityTags tags) {
        return tags.any() ? null : tags::matchWeakly;
    }

    private static ResponseEntity<OrderView> answer(
            Found found, Optional<EntityTags> known, Optional<PreferredWait> preferred) {
        OrderStatus order = found.order();
        HttpHeaders headers = headers(order, found.wasHeld());
        preferred.filter(wait -> found.wasHeld()).ifPresent(wait -> headers.set("Preference-Applied", wait.applied()));
        return known.isPresent() && known.get().matchWeakly(order.version())
                ? new ResponseEntity<>(headers, HttpStatus.NOT_MODIFIED)
                : ResponseEntity.ok()
                        .headers(headers)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(OrderView.of(order));
    }

    private static HttpHeaders headers(OrderStatus order, boolean wasHeld) {
        HttpHeaders headers = new HttpHeaders();
        headers.setETag(EntityTags.ofVersion(order.version()));
        headers.setVary(List.of("Accept", "Authorization", "Prefer"));
        headers.setCacheControl(CacheControl.noCache().cachePrivate());
        if (!order.isSettled()) {
            headers.set(HttpHeaders.RETRY_AFTER, secondsToNextPoll(order, wasHeld));
        }
        return headers;
    }

    /** A client that was held may poll again immediately. */
    private static String secondsToNextPoll(OrderStatus order, boolean wasHeld) {
        if (wasHeld) {
            return IMMEDIATELY;
        }
        boolean takesDays = order.payment().status() == PaymentStatus.PROCESSING;
        return takesDays ? SECONDS_BETWEEN_POLLS_OF_SLOW_BANK : SECONDS_BETWEEN_POLLS;
    }
}
