package dev.ordersaga.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {

    private static final Set<Scope> ALL = EnumSet.allOf(Scope.class);

    @Test
    void aCustomerNeverHasMoreThanTheScopesOfCustomers() {
        assertThat(new Caller("default", "anna", "17850", ALL).scopes())
                .containsExactlyInAnyOrder(Scope.ORDERS_READ, Scope.ORDERS_CANCEL, Scope.CUSTOMERS_READ);
    }

    @Test
    void aCustomerBelongsToOneTenant() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Caller(Caller.ALL_TENANTS, "anna", "17850", ALL));
    }

    @Test
    void whoBelongsToNoTenantPlacesNoOrders() {
        assertThat(new Caller(Caller.ALL_TENANTS, "ada", null, ALL).scopes())
                .hasSize(ALL.size() - 1)
                .doesNotContain(Scope.ORDERS_WRITE);
    }

    @Test
    void whoBelongsToOneTenantDoesNotOperateTheInstallation() {
        assertThat(new Caller("default", "ada", null, ALL).scopes())
                .hasSize(ALL.size() - 3)
                .doesNotContain(Scope.OPS_READ, Scope.OPS_WRITE, Scope.OPS_ADMIN);
        assertThat(new Caller("default", "initial", null, ALL).scopes())
                .as("a JWT's subject")
                .doesNotContain(Scope.OPS_READ);
    }

    @Test
    void theFirstKeyMayDoEverything() {
        assertThat(new Caller("default", "key:initial", null, ALL).scopes()).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void idsOfDifferentCallersDiffer() {
        assertThat(Set.of(
                        new Caller("a", "x", null, ALL).id(),
                        new Caller("b", "x", null, ALL).id(),
                        new Caller("a", "y", null, ALL).id(),
                        new Caller("a", "x", "1", ALL).id()))
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"'', x", "Default, x", "a/b, x", "**, x", "default, ''", "default, 'a b'"})
    void namesHaveTheirForm(String tenant, String subject) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Caller(tenant, subject, null, ALL));
    }

    @Test
    void unknownScopesAreForOtherSystems() {
        assertThat(Scope.known("openid orders:read  profile ops:write"))
                .containsExactlyInAnyOrder(Scope.ORDERS_READ, Scope.OPS_WRITE);
    }
}
