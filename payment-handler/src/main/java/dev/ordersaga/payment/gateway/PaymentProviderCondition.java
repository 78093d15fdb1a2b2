package dev.ordersaga.payment.gateway;

import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Evaluates {@link ConditionalOnPaymentProvider}: Spring Boot's own property conditions do not look into lists. */
final class PaymentProviderCondition implements Condition {

    private static final String SETTING = "payment-handler.providers";

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String name = metadata.getAnnotations()
                .get(ConditionalOnPaymentProvider.class)
                .getString("value");
        return Binder.get(context.getEnvironment())
                .bind(SETTING, Bindable.listOf(String.class))
                .orElse(List.of())
                .contains(name);
    }
}
