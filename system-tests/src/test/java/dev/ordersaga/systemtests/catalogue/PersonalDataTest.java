package dev.ordersaga.systemtests.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.privacy.DataSubjectRecord;
import dev.ordersaga.api.privacy.PersonalData;
import dev.ordersaga.systemtests.rules.Codebase;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each text in a stored event or task is personal data and encrypted, or known not to be. */
class PersonalDataTest {

    /** Texts that are stored in the clear: of the provider, of the shop's catalogue, or keys of this system. */
    private static final Set<String> NOT_PERSONAL = Set.of(
            "declineCode",
            "customerCode",
            "dispute",
            "fingerprint",
            "idempotencyKey",
            "key",
            "messageId",
            "provider",
            "providerReference",
            "reference",
            "sku",
            "tenant",
            "type");

    /** Reasons that are codes of the provider, unlike those that clients state. */
    private static final Set<String> REASONS_OF_THE_PROVIDER = Set.of(
            "CaptureFailed",
            "DisputeOpened",
            "PaymentCaptureFailed",
            "PaymentDisputeOpened",
            "PaymentRefundFailed",
            "PaymentReleaseFailed",
            "RefundFailed",
            "ReleaseFailed");

    private static final StoredNames STORED = new StoredNames(Codebase.ofThisCheckout());

    @Test
    void aTextIsMarkedOrKnownNotToBePersonal() {
        Set<String> unknown = new TreeSet<>();
        stored().flatMap(PersonalDataTest::records)
                .forEach(type -> Arrays.stream(type.getRecordComponents())
                        .filter(component ->
                                Types.in(component.getGenericType()).anyMatch(String.class::equals))
                        .filter(component -> !component.isAnnotationPresent(PersonalData.class))
                        .filter(component -> !isKnown(type, component.getName()))
                        .forEach(component -> unknown.add(type.getSimpleName() + "." + component.getName())));
        assertThat(unknown).isEmpty();
    }

    /** Otherwise its personal data could not be written: the mark is beside them or in a record around them. */
    @Test
    void whatHasPersonalDataBelongsToARecord() {
        assertThat(stored().flatMap(type -> withoutRecord(type, false))).isEmpty();
    }

    private static Stream<Class<?>> withoutRecord(Class<?> type, boolean isCovered) {
        if (!type.isRecord()) {
            return Stream.empty();
        }
        boolean isMarked = isCovered || has(type, DataSubjectRecord.class);
        return Stream.concat(
                isMarked || !has(type, PersonalData.class) ? Stream.empty() : Stream.of(type),
                Arrays.stream(type.getRecordComponents())
                        .flatMap(component -> Types.in(component.getGenericType()))
                        .filter(part -> part != type)
                        .flatMap(part -> withoutRecord(part, isMarked)));
    }

    private static boolean isKnown(Class<?> type, String component) {
        return NOT_PERSONAL.contains(component)
                || component.equals("reason") && REASONS_OF_THE_PROVIDER.contains(type.getSimpleName())
                // The trace.
                || component.equals("correlation");
    }

    private static Stream<Class<?>> stored() {
        return Stream.concat(
                STORED.events().stream(), STORED.tasks().values().stream().filter(type -> !type.equals(Void.class)));
    }

    /** The record and those in its components, at any depth. */
    private static Stream<Class<?>> records(Class<?> type) {
        if (!type.isRecord()) {
            return Stream.empty();
        }
        return Stream.concat(
                Stream.of(type),
                Arrays.stream(type.getRecordComponents())
                        .flatMap(component -> Types.in(component.getGenericType()))
                        .filter(part -> part != type)
                        .flatMap(PersonalDataTest::records));
    }

    private static boolean has(Class<?> type, Class<? extends Annotation> mark) {
        return Stream.of(Objects.requireNonNull(type.getRecordComponents()))
                .map(RecordComponent::getAnnotations)
                .flatMap(Arrays::stream)
                .anyMatch(mark::isInstance);
    }
}
