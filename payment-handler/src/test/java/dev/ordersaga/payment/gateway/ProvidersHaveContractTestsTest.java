package dev.ordersaga.payment.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.net.URL;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.ResolvableType;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** Every payment provider of the main code has a contract test, which the build runs. */
class ProvidersHaveContractTestsTest {

    private static final String BASE = "dev.ordersaga.payment";

    /** Names of the test classes that Surefire and Failsafe run. */
    private static final Pattern RUN_BY_THE_BUILD = Pattern.compile(".+(Test|IT)");

    private static final List<Class<?>> CONTRACT_TESTS = subclassesOf(PaymentProviderContract.class).stream()
            .filter(test -> RUN_BY_THE_BUILD.matcher(test.getSimpleName()).matches())
            .collect(Collectors.toList());

    @Test
    void everyProviderHasAContractTest() {
        List<Class<?>> providers = subclassesOf(PaymentProvider.class).stream()
                .filter(type -> codeSource(type).equals(codeSource(PaymentProvider.class)))
                .collect(Collectors.toList());
        assertThat(providers).as("providers of the main code").hasSizeGreaterThanOrEqualTo(2);
        assertThat(withoutContractTest(providers)).isEmpty();
    }

    @Test
    void aProviderWithoutAContractTestIsReported() {
        assertThat(withoutContractTest(List.of(UntestedProvider.class))).containsExactly(UntestedProvider.class);
    }

    private static List<Class<?>> withoutContractTest(Collection<Class<?>> providers) {
        Set<@Nullable Class<?>> tested = CONTRACT_TESTS.stream()
                .map(test -> ResolvableType.forClass(test)
                        .as(PaymentProviderContract.class)
                        .getGeneric(0)
                        .resolve())
                .collect(Collectors.toSet());
        return providers.stream().filter(provider -> !tested.contains(provider)).collect(Collectors.toList());
    }

    /** Concrete subclasses on the class path of this module, tests included. */
    private static List<Class<?>> subclassesOf(Class<?> type) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(type));
        return scanner.findCandidateComponents(BASE).stream()
                .map(found -> load(String.valueOf(found.getBeanClassName())))
                .filter(found -> !Modifier.isAbstract(found.getModifiers()))
                .collect(Collectors.toList());
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URL codeSource(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    /** The fixture: a provider that no test class names. */
    private static final class UntestedProvider implements PaymentProvider {

        @Override
        public String name() {
            return "untested";
        }

        @Override
        public Pattern paymentMethods() {
            return Pattern.compile("untested_.+");
        }

        @Override
        public PaymentGateway gateway() {
            throw new UnsupportedOperationException();
        }
    }
}
