package dev.ordersaga.payment.gateway.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** On hold, every method of the gateway is postponed unless it only looks up. A new method fails here until it is decided. */
class HeldGatewayTest {

    private static final List<String> LOOK_UPS = List.of("find", "findRefund");
    private static final List<String> ACTIONS = List.of("authorize", "capture", "voidCharge", "refund");

    private final AtomicBoolean isHeld = new AtomicBoolean(true);
    private final List<String> made = new ArrayList<>();
    private final PaymentGateway gateway = new HeldGateway(recording(), isHeld::get);

    @Test
    void everyMethodIsALookUpOrAnAction() {
        assertThat(Arrays.stream(PaymentGateway.class.getMethods()).map(Method::getName))
                .containsExactlyInAnyOrder("find", "findRefund", "authorize", "capture", "voidCharge", "refund");
    }

    @Test
    void onlyLookUpsAreMadeOnHold() throws Exception {
        for (Method method : PaymentGateway.class.getMethods()) {
            if (LOOK_UPS.contains(method.getName())) {
                call(method);
            } else {
                assertThatThrownBy(() -> call(method))
                        .as(method.getName())
                        .cause()
                        .isInstanceOfSatisfying(
                                ProviderUnavailableException.class,
                                e -> assertThat(e.isProviderFailing()).isFalse());
            }
        }
        assertThat(made).containsExactlyInAnyOrderElementsOf(LOOK_UPS);
    }

    @Test
    void everythingIsMadeAfterTheRelease() throws Exception {
        isHeld.set(false);
        for (Method method : PaymentGateway.class.getMethods()) {
            call(method);
        }
        assertThat(made).containsAll(ACTIONS).containsAll(LOOK_UPS);
    }

    private void call(Method method) throws IllegalAccessException, InvocationTargetException {
        method.setAccessible(true);
        Object unused = method.invoke(gateway, new Object[method.getParameterCount()]);
    }

    private PaymentGateway recording() {
        return (PaymentGateway) Proxy.newProxyInstance(
                PaymentGateway.class.getClassLoader(), new Class<?>[] {PaymentGateway.class}, (proxy, method, args) -> {
                    made.add(method.getName());
                    return method.getReturnType() == Optional.class ? Optional.empty() : null;
                });
    }
}
