package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.fault.FaultContext;
import dev.ordersaga.simulator.fault.FaultKind;
import dev.ordersaga.simulator.fault.FaultRule;
import dev.ordersaga.simulator.http.IdempotentRequestHandler.Done;
import dev.ordersaga.simulator.ledger.LedgerException;
import dev.ordersaga.simulator.payment.Intent;
import dev.ordersaga.simulator.payment.PaymentEngine;
import dev.ordersaga.simulator.payment.PaymentStore;
import dev.ordersaga.simulator.payment.Refusal;
import dev.ordersaga.simulator.time.SimulatorClock;
import dev.ordersaga.simulator.wire.ErrorJson;
import dev.ordersaga.simulator.wire.Parameters;
import dev.ordersaga.simulator.wire.StripeJson;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Serves what lies under {@code /v1}, in Stripe's order: who, what, mistreatment, key, parameters, state. */
final class StripeRoutes {

    private static final Pattern VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(\\.\\w+)?");

    private final PaymentEngine desk;
    private final Queries queries;
    private final IdempotentRequestHandler cashier;
    private final FaultInjection misconduct;
    private final SimulatorClock clock;
    private final StripeJson words;
    private final String orderIdKey;

    /** What this part works with. */
    record Tools(
            PaymentEngine desk,
            Queries queries,
            IdempotentRequestHandler cashier,
            FaultInjection misconduct,
            SimulatorClock clock,
            StripeJson words,
            String orderIdKey) {}

    StripeRoutes(Tools tools) {
        this.desk = tools.desk();
        this.queries = tools.queries();
        this.cashier = tools.cashier();
        this.misconduct = tools.misconduct();
        this.clock = tools.clock();
        this.words = tools.words();
        this.orderIdKey = tools.orderIdKey();
    }

    Done serve(Request request) {
        Optional<Reply> unwelcome = unwelcome(request);
        if (unwelcome.isPresent()) {
            return Done.with(unwelcome.get());
        }
        Endpoint endpoint = Endpoint.of(request.method(), request.segments()).orElse(null);
        if (endpoint == null) {
            return Done.with(error(
                    404,
                    "Unrecognized request URL (" + request.method() + ": " + request.path()
                            + "). This simulator knows a part of Stripe's interface; see its README."));
        }
        FaultContext occasion = desk.read(book -> occasion(endpoint, request, book));
        Optional<Reply> mistreated = misconduct.onArrival(occasion);
        return mistreated.map(reply -> Done.with(reply)).orElseGet(() -> answer(endpoint, request, occasion));
    }

    private Done answer(Endpoint endpoint, Request request, FaultContext occasion) {
        try {
            return switch (endpoint) {
                case RETRIEVE, LIST -> Done.with(look(endpoint, request, occasion));
                default -> cashier.serve(endpoint, request, occasion);
            };
        } catch (Refusal refusal) {
            return Done.with(Reply.json(refusal.status(), ErrorJson.of(refusal, words), Map.of()));
        } catch (LedgerException e) {
            return Done.with(
                    Reply.json(503, ErrorJson.of(ErrorJson.API_ERROR, null, String.valueOf(e.getMessage())), Map.of()));
        }
    }

    private Reply look(Endpoint endpoint, Request request, FaultContext occasion) {
        FaultRule rule = misconduct.onExecution(occasion);
        if (rule != null && waits(rule) && !clock.await(clock.instant().plusSeconds(rule.hangSeconds()))) {
            return new Reply.Reset();
        }
        if (rule != null && rule.kind() == FaultKind.EFFECT_THEN_ERROR) {
            return Reply.json(rule.statusOr(500), FaultInjection.serverError(), Map.of());
        }
        String kind = request.segments().getFirst();
        ObjectNode found = endpoint == Endpoint.LIST
                ? queries.list(kind, request.path(), request.parameters())
                : queries.retrieve(kind, request.segments().get(1), request.parameters());
        return misconduct.afterEffect(rule, Reply.json(200, found, Map.of()));
    }

    private static boolean waits(FaultRule rule) {
        return rule.kind() == FaultKind.DELAY || rule.kind() == FaultKind.EFFECT_THEN_DELAY;
    }

    private FaultContext occasion(Endpoint endpoint, Request request, PaymentStore book) {
        Parameters given = request.parameters();
        Intent intent = intent(endpoint, request, book).orElse(null);
        String method = given.peek("payment_method");
        return new FaultContext(
                endpoint.op(),
                intent == null ? given.peek("metadata", orderIdKey) : orderId(intent),
                method == null && intent != null ? used(intent) : method,
                null,
                request.id(),
                request.key());
    }

    private Optional<Intent> intent(Endpoint endpoint, Request request, PaymentStore book) {
        Parameters given = request.parameters();
        return switch (endpoint) {
            case CONFIRM, CAPTURE, CANCEL, RETRIEVE ->
                book.intent(request.segments().get(1));
            case REFUND -> {
                String intent = given.peek("payment_intent");
                String charge = given.peek("charge");
                yield intent != null
                        ? book.intent(intent)
                        : Optional.ofNullable(charge).flatMap(book::charge);
            }
            case CREATE, LIST -> Optional.empty();
        };
    }

    private @Nullable String orderId(Intent intent) {
        return intent.terms().metadata().get(orderIdKey);
    }

    private static @Nullable String used(Intent intent) {
        return intent.charge() == null
                ? intent.paymentMethod()
                : intent.charge().paymentMethod();
    }

    private static Optional<Reply> unwelcome(Request request) {
        String key = request.apiKey();
        if (key == null || key.isBlank()) {
            return Optional.of(error(
                    401,
                    "You did not provide an API key. You need to provide your API key in the Authorization header, using"
                            + " Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."));
        }
        if (!key.startsWith("sk_test_") && !key.startsWith("rk_test_")) {
            return Optional.of(error(
                    401, "Invalid API Key provided. This simulator takes sk_test_… and rk_test_… keys, no real ones."));
        }
        if (request.version() != null && !VERSION.matcher(request.version()).matches()) {
            return Optional.of(error(400, "Invalid Stripe API version: " + request.version()));
        }
        return Optional.empty();
    }

    private static Reply error(int status, String message) {
        return Reply.json(status, ErrorJson.of(ErrorJson.INVALID_REQUEST, null, message), Map.of());
    }
}
