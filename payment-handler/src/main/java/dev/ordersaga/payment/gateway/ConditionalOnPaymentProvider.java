package dev.ordersaga.payment.gateway;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** Condition of a provider's configuration: {@code payment-handler.providers} names the provider. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(PaymentProviderCondition.class)
public @interface ConditionalOnPaymentProvider {

    /** Name of the provider. */
    String value();
}
