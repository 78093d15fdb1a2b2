package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.eventstore.testing.TestApiKey;
import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Role;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.operations.apikey.ApiKeyAdministration;
import dev.ordersaga.operations.apikey.NewApiKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every route of the running system × every kind of caller × own, foreign and absent order. The routes are those of the
 * mappings: a new one is tested without a change here.
 */
class AccessMatrixIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String CUSTOMER = "17850";
    private static final String OTHER_CUSTOMER = "12346";
    private static final String ORDER_ID = "{orderId}";
    private static final Path PUBLIC_KEY = AccessTokens.publicKeyFile();

    private static LocalSystem system;
    private static List<Route> routes;
    private static List<TestCaller> callers;

    private record Route(
            String method, String path, @Nullable Scope scope, boolean isForOperators) {

        static Stream<Route> of(HandlerMethod handler, Stream<String> methods, Stream<String> paths) {
            Needs needs = handler.getMethodAnnotation(Needs.class);
            List<String> all = paths.toList();
            return methods.flatMap(method -> all.stream()
                    .map(path -> new Route(
                            method, path, needs == null ? null : needs.value(), path.startsWith("/operations/"))));
        }

        boolean isOfAnOrder() {
            return path.contains(ORDER_ID);
        }
    }

    /** @param role null for a caller that is not known */
    private record TestCaller(
            String name, @Nullable Role role, @Nullable String authorization, boolean isOwner) {

        String token() {
            return Objects.requireNonNull(authorization).substring("Bearer ".length());
        }

        boolean has(@Nullable Scope scope) {
            return scope == null || (role != null && role.scopes().contains(scope));
        }
    }

    @BeforeAll
    static void open() {
        system = LocalSystem.start(
                "--http-contract.limits.reads=100",
                "--http-contract.jwt.issuer=" + AccessTokens.ISSUER,
                "--http-contract.jwt.audience=" + AccessTokens.AUDIENCE,
                "--http-contract.jwt.public-key=" + PUBLIC_KEY.toUri());
        routes = routes();
        callers = List.of(
                new TestCaller("no token", null, null, false),
                new TestCaller(
                        "bad token", null, "Bearer osk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0DofJ8", false),
                customer("own customer", "default", CUSTOMER, true),
                customer("other customer", "default", OTHER_CUSTOMER, false),
                customer("customer of another tenant with the same id", "other", CUSTOMER, false),
                key("own merchant", Role.MERCHANT, "default", true),
                key("other merchant", Role.MERCHANT, "other", false),
                new TestCaller(
                        "merchant who was granted everything",
                        Role.MERCHANT,
                        "Bearer " + AccessTokens.ofBackEnd("default", Arrays.stream(Scope.values())),
                        true),
                key("operator", Role.OPERATOR, "*", true),
                key("admin", Role.ADMIN, "*", true));
        // Strangers, too, have orders: what is refused is not refused because nothing is known about them.
        place(TestApiKey.KEY, OrderClient.order("pm_card_visa").replace(CUSTOMER, OTHER_CUSTOMER));
        place(named("other merchant").token(), OrderClient.order("pm_card_visa"));
    }

    private static List<Route> routes() {
        return system.bean(RequestMappingHandlerMapping.class).getHandlerMethods().entrySet().stream()
                .flatMap(entry -> Route.of(
                        entry.getValue(),
                        entry.getKey().getMethodsCondition().getMethods().stream()
                                .map(Enum::name),
                        entry.getKey().getPatternValues().stream()))
                .toList();
    }

    @AfterAll
    static void close() throws IOException {
        system.close();
        Files.delete(PUBLIC_KEY);
    }

    private static TestCaller key(String name, Role role, String tenant, boolean isOwner) {
        ApiKeyAdministration keys = system.bean(ApiKeyAdministration.class);
        var made = keys.draw();
        String client = name.replace(' ', '-');
        assertThat(keys.make(made, new NewApiKey(tenant, client, role.scopes(), null)))
                .isTrue();
        return new TestCaller(name, role, "Bearer " + made.key().text(), isOwner);
    }

    private static TestCaller customer(String name, String tenant, String id, boolean isOwner) {
        return new TestCaller(name, Role.CUSTOMER, "Bearer " + AccessTokens.ofCustomer(tenant, id), isOwner);
    }

    @Test
    void theMappingsAreFound() {
        assertThat(routes).hasSizeGreaterThan(30).extracting(Route::path).contains("/orders", "/operations/api-keys");
    }

    @TestFactory
    Stream<DynamicTest> everyRouteAnswersEveryCallerAsItsScopeSays() {
        return routes.stream()
                .flatMap(route -> callers.stream()
                        .map(caller -> DynamicTest.dynamicTest(
                                route.method() + " " + route.path() + " by " + caller.name(),
                                () -> check(route, caller))));
    }

    private static void check(Route route, TestCaller caller) throws Exception {
        String id = route.isOfAnOrder() ? newOrder() : "x";
        HttpResponse<String> answer = send(route, id, caller.authorization());
        if (route.scope() != null && caller.role() == null) {
            assertProblem(answer, 401, "unauthenticated");
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Bearer");
        } else if (!caller.has(route.scope())) {
            assertProblem(answer, 403, "forbidden");
        } else if (route.isOfAnOrder() && !caller.isOwner()) {
            likeAbsent(route, caller, answer);
        } else {
            assertThat(answer.statusCode()).as(answer.body()).isNotIn(401, 403).isLessThan(500);
        }
    }

    private static void likeAbsent(Route route, TestCaller caller, HttpResponse<String> foreign) throws Exception {
        if (route.method().equals("PUT")) {
            assertProblem(foreign, 409, "order-exists");
            assertThat(foreign.body()).doesNotContain("version");
            return;
        }
        HttpResponse<String> absent = send(route, UUID.randomUUID().toString(), caller.authorization());
        assertProblem(foreign, 404, "not-found");
        assertThat(comparable(foreign)).isEqualTo(comparable(absent));
    }

    /** Everything but the path and the trace. */
    private static Map<String, Object> comparable(HttpResponse<String> answer) {
        Map<String, Object> body = JSON.readValue(answer.body(), Map.class);
        body.remove("instance");
        body.remove("traceId");
        List<String> headers = new ArrayList<>(answer.headers().map().keySet());
        headers.remove("date");
        body.put("headers", headers);
        body.put("status line", answer.statusCode());
        return body;
    }

    @TestFactory
    Stream<DynamicTest> noRouteExistsOnAnotherPort() {
        return routes.stream()
                .flatMap(route -> callers.stream()
                        .filter(caller -> route.isForOperators() || caller.role() == Role.ADMIN)
                        .map(caller -> DynamicTest.dynamicTest(
                                route.method() + " " + route.path() + " by " + caller.name(),
                                () -> assertProblem(
                                        send(url(!route.isForOperators()), route, "x", caller.authorization()),
                                        404,
                                        "not-found"))));
    }

    @Test
    void aHeldPollOfSomeoneElseIsAnsweredAtOnce() throws Exception {
        String id = newOrder("pm_slow_30s");
        long start = System.nanoTime();
        for (TestCaller caller : callers) {
            if (caller.role() != null && !caller.isOwner()) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(system.url() + "/orders/" + id))
                        .headers("Authorization", caller.authorization(), "Prefer", "wait=20")
                        .build();
                assertProblem(HTTP.send(request, BodyHandlers.ofString()), 404, "not-found");
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aListShowsOwnOrdersOnly() throws Exception {
        String id = newOrder();
        for (TestCaller caller : callers) {
            if (caller.has(Scope.ORDERS_READ) && caller.role() != null) {
                await(caller.name())
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> list(caller).contains(id) == caller.isOwner());
            }
        }
    }

    private static String list(TestCaller caller) throws Exception {
        return send(new Route("GET", "/orders", Scope.ORDERS_READ, false), "", caller.authorization())
                .body();
    }

    @Test
    void aCustomersDataAreExportedForTheCustomerAndItsTenant() throws Exception {
        String id = newOrder();
        String path = "/customer-data?customerId=" + CUSTOMER;
        for (TestCaller caller : callers) {
            if (!caller.has(Scope.CUSTOMERS_READ) || caller.role() == null) {
                assertThat(export(path, caller).statusCode()).as(caller.name()).isIn(401, 403);
            } else if (caller.role() == Role.ADMIN) {
                assertProblem(export(path, caller), 404, "not-found");
                assertThat(export(path + "&tenant=default", caller).body()).contains(id);
            } else if (caller.isOwner()) {
                await(caller.name())
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> export(path, caller).body().contains(id));
            } else {
                assertThat(export(path, caller).body()).as(caller.name()).doesNotContain(id);
            }
        }
        assertProblem(export(path, named("other customer")), 404, "not-found");
    }

    private static HttpResponse<String> export(String path, TestCaller caller) throws Exception {
        return send(new Route("GET", path, Scope.CUSTOMERS_READ, false), "", caller.authorization());
    }

    @TestFactory
    Stream<DynamicTest> noTokenThatIsNotValidPassesOrFailsTheService() {
        return AccessTokens.invalid().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(system.url() + "/orders?limit=1"));
                    entry.getValue().forEach(value -> request.header("Authorization", value));
                    assertProblem(HTTP.send(request.build(), BodyHandlers.ofString()), 401, "unauthenticated");
                }));
    }

    @Test
    void aValidTokenPasses() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(system.url() + "/orders?limit=1"))
                .header("Authorization", "Bearer " + AccessTokens.valid())
                .build();
        assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void tooManyRequestsAreRefusedWithTheTimeToWait() {
        TestCaller caller = named("other merchant");
        HttpRequest request = HttpRequest.newBuilder(URI.create(system.url() + "/orders?status=none"))
                .header("Authorization", caller.authorization())
                .build();
        List<HttpResponse<String>> refused = new ArrayList<>();
        await("the limit").atMost(Duration.ofSeconds(30)).until(() -> {
            var answers = IntStream.range(0, 300)
                    .mapToObj(i -> HTTP.sendAsync(request, BodyHandlers.ofString()))
                    .toList();
            answers.stream()
                    .map(answer -> answer.join())
                    .filter(answer -> answer.statusCode() == 429)
                    .forEach(refused::add);
            return !refused.isEmpty();
        });
        assertProblem(refused.getFirst(), 429, "too-many-requests");
        assertThat(refused.getFirst().headers().map()).containsKeys("retry-after", "ratelimit", "ratelimit-policy");
    }

    @Test
    void aKeyIsShownOnceAndIsRefusedSoonAfterItsRevocation() throws Exception {
        try (OperatorClient admin = new OperatorClient(system.operatorsPort())) {
            String body = "{\"client\": \"till-7\", \"role\": \"MERCHANT\", \"days\": 30, \"reason\": \"a test\"}";
            var made = OperatorClient.json(admin.post("/operations/api-keys", "make-till-7", body));
            var repeated = OperatorClient.json(admin.post("/operations/api-keys", "make-till-7", body));
            String id = made.path("id").asString();
            assertThat(repeated.path("id").asString()).isEqualTo(id);
            assertThat(repeated.has("key")).isFalse();
            assertThat(admin.get("/operations/actions").body())
                    .doesNotContain(made.path("key").asString());

            TestCaller till = new TestCaller(
                    "till", Role.MERCHANT, "Bearer " + made.path("key").asString(), true);
            assertThat(list(till)).contains("\"orders\"");
            assertThat(admin.post(
                                    "/operations/api-keys/" + id + "/revocation",
                                    "revoke-till-7",
                                    "{\"reason\": \"lost\"}")
                            .statusCode())
                    .isEqualTo(200);
            await("the revocation")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> list(till).contains("\"unauthenticated\""));
        }
    }

    private static String newOrder() {
        return newOrder("pm_card_visa");
    }

    private static String newOrder(String paymentMethod) {
        return place(TestApiKey.KEY, OrderClient.order(paymentMethod));
    }

    private static String place(String key, String order) {
        try (OrderClient shop = new OrderClient(system.url(), key)) {
            String location = shop.place(order, OrderClient.newKey())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            return location.substring("/orders/".length());
        }
    }

    private static TestCaller named(String name) {
        return callers.stream()
                .filter(caller -> caller.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static URI url(boolean isForOperators) {
        return URI.create(isForOperators ? "http://127.0.0.1:" + system.operatorsPort() : system.url());
    }

    private static HttpResponse<String> send(Route route, String id, @Nullable String authorization) throws Exception {
        return send(url(route.isForOperators()), route, id, authorization);
    }

    private static HttpResponse<String> send(URI server, Route route, String id, @Nullable String authorization)
            throws Exception {
        String path = route.path()
                .replace(ORDER_ID, id)
                .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Idempotency-Key", UUID.randomUUID().toString());
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (route.method().equals("GET")) {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        }
        String body = bodyOf(route);
        return HTTP.send(
                request.header("Content-Type", "application/json")
                        .method(route.method(), BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String bodyOf(Route route) {
        if (route.path().endsWith("/payment-attempts")) {
            return "{\"paymentMethod\": \"pm_card_mastercard\"}";
        }
        return route.method().equals("PUT") ? OrderClient.order("pm_card_visa") : "{}";
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    }
}
