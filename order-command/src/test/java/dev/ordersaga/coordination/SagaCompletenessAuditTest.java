package dev.ordersaga.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.DisputeClosed;
import dev.ordersaga.api.order.DisputeOpened;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.OrderShipped;
import dev.ordersaga.api.order.PaymentActionRequested;
import dev.ordersaga.api.order.PaymentAttemptDeclined;
import dev.ordersaga.api.order.PaymentCheckRequested;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RefundFailed;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.order.RefundSucceeded;
import dev.ordersaga.api.order.ReleaseFailed;
import dev.ordersaga.eventprocessing.completeness.ExpectedFollowUp;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Every event of the process has an expected follow-up in the audit, or an exemption here that says why not. */
class SagaCompletenessAuditTest {

    private static final String ONLY_A_DEADLINE = "the saga schedules a deadline and sends nothing";
    private static final String END_OF_THE_SAGA =
            "the audit of orphaned sagas covers it: it ends a deadline, if there is one";
    private static final String PAYMENT_HANDLER = "payment-handler acts on it, and audits it";
    private static final String LAST_STEP = "nothing follows";

    /** Order events without an expected follow-up, and why. */
    private static final Map<Class<? extends OrderEvent>, String> EXEMPT = Map.ofEntries(
            Map.entry(PaymentActionRequested.class, ONLY_A_DEADLINE),
            Map.entry(PaymentDelayed.class, ONLY_A_DEADLINE),
            Map.entry(PaymentAttemptDeclined.class, ONLY_A_DEADLINE),
            Map.entry(OrderConfirmed.class, END_OF_THE_SAGA),
            Map.entry(PaymentReleased.class, LAST_STEP),
            Map.entry(ReleaseFailed.class, LAST_STEP),
            Map.entry(PaymentRequested.class, PAYMENT_HANDLER),
            Map.entry(CaptureRequested.class, PAYMENT_HANDLER),
            Map.entry(RefundRequested.class, PAYMENT_HANDLER),
            Map.entry(PaymentReleaseRequested.class, PAYMENT_HANDLER),
            Map.entry(PaymentCheckRequested.class, PAYMENT_HANDLER),
            Map.entry(OrderShipped.class, LAST_STEP),
            Map.entry(CaptureSucceeded.class, END_OF_THE_SAGA),
            Map.entry(CaptureFailed.class, END_OF_THE_SAGA),
            Map.entry(RefundSucceeded.class, LAST_STEP),
            Map.entry(RefundFailed.class, LAST_STEP),
            Map.entry(DisputeOpened.class, LAST_STEP),
            Map.entry(DisputeClosed.class, LAST_STEP));

    @Test
    void everyOrderEventHasAnExpectedFollowUpOrAnExemption() {
        Set<Class<?>> known = new HashSet<>(EXEMPT.keySet());
        audited()
                .filter(OrderEvent.class::isAssignableFrom)
                .forEach(event -> assertThat(known.add(event))
                        .as("%s is exempt although it has an expected follow-up", event)
                        .isTrue());
        assertThat(known).containsExactlyInAnyOrderElementsOf(Arrays.asList(OrderEvent.class.getPermittedSubclasses()));
    }

    @Test
    void everyPaymentEventIsAuditedExactlyIfItHasAFollowUp() {
        Set<String> withFollowUp = PaymentFollowUpsTest.cases().stream()
                .filter(one -> !one.commands().isEmpty())
                .map(one -> one.event().getClass().getName())
                .collect(Collectors.toSet());
        assertThat(audited()
                        .filter(event -> !OrderEvent.class.isAssignableFrom(event))
                        .map(Class::getName))
                .containsExactlyInAnyOrderElementsOf(withFollowUp);
    }

    /** A rule for an event that nothing follows would report every such event. */
    @Test
    void theFollowUpsHandleTheOrderEventsThatAreAudited() {
        Set<Class<?>> handled = Arrays.stream(OrderFollowUps.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(EventHandler.class))
                .map(Method::getParameterTypes)
                .map(parameters -> parameters[0])
                .collect(Collectors.toSet());
        assertThat(handled)
                .containsExactlyInAnyOrderElementsOf(
                        audited().filter(OrderEvent.class::isAssignableFrom).toList());
    }

    @Test
    void theAuditKnowsWhichEventsStartAndEndTheSaga() {
        Map<Boolean, List<String>> starts = Arrays.stream(OrderPaymentSaga.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(SagaEventHandler.class))
                .collect(Collectors.partitioningBy(
                        method -> method.isAnnotationPresent(StartSaga.class),
                        Collectors.mapping(method -> method.getParameterTypes()[0].getName(), Collectors.toList())));
        assertThat(SagaCompletenessAudit.LIFECYCLE.begins()).containsExactlyInAnyOrderElementsOf(starts.get(true));
        assertThat(SagaCompletenessAudit.LIFECYCLE.ends()).containsExactlyInAnyOrderElementsOf(starts.get(false));
    }

    /** Conditions are JSON: a misspelled field would never match. */
    @Test
    void everyFieldOfARuleIsAFieldOfItsEvent() {
        for (ExpectedFollowUp rule : SagaCompletenessAudit.RULES) {
            Set<String> fields = Arrays.stream(type(rule).getRecordComponents())
                    .map(RecordComponent::getName)
                    .collect(Collectors.toSet());
            assertThat(fields).as(rule.fact()).containsAll(fieldsOf(rule));
        }
    }

    private static Set<String> fieldsOf(ExpectedFollowUp rule) {
        Set<String> fields = new TreeSet<>(List.of(rule.stream(), SagaCompletenessAudit.ORDER));
        Stream.ofNullable(rule.number()).forEach(fields::add);
        fields.addAll(new JsonMapper().readTree(rule.contains()).propertyNames());
        Stream.ofNullable(rule.lacks()).forEach(path -> fields.add(path.replaceAll("\\$\\.(\\w+).*", "$1")));
        return fields;
    }

    private static Stream<Class<?>> audited() {
        return SagaCompletenessAudit.RULES.stream().map(SagaCompletenessAuditTest::type);
    }

    private static Class<?> type(ExpectedFollowUp rule) {
        try {
            return Class.forName(rule.fact());
        } catch (ClassNotFoundException e) {
            throw new AssertionError("a rule names an event that does not exist", e);
        }
    }
}
