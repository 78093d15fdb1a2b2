package dev.ordersaga.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;

class ScopeCheckTest {

    private static final class Routes {

        @Needs(Scope.ORDERS_READ)
        void withScope() {}

        @NeedsNoCaller(because = "a test")
        void open() {}

        void forgotten() {}
    }

    @Test
    void aRouteWithoutAScopeIsFound() {
        assertThat(ScopeCheck.unannotated(Arrays.stream(Routes.class.getDeclaredMethods())
                        .filter(method -> !method.isSynthetic())
                        .map(method -> new HandlerMethod(new Routes(), method))))
                .singleElement()
                .asString()
                .contains("forgotten");
    }
}
