package dev.ordersaga.eventstore.serialization;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Objects;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Wiring of the serializer, under each of the names that Axon uses; {@code axon.serializer.*} has no effect. */
@Configuration(proxyBeanMethods = false)
public class SerializationConfiguration {

    @Bean
    PayloadTypes classPathPayloadTypes(ApplicationContext context) {
        return PayloadTypes.fromClassPath(Objects.requireNonNull(context.getClassLoader()));
    }

    @Bean
    RegisteredTypes registeredTypes(ObjectProvider<PayloadTypes> types) {
        return new RegisteredTypes(types.stream().toList());
    }

    @Bean
    @Primary
    Serializer serializer(
            RegisteredTypes types, ObjectProvider<RevisionResolver> revisions, PayloadProtection protection) {
        return new RegisteredTypesSerializer(
                types, revisions.getIfAvailable(AnnotationRevisionResolver::new), protection);
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer(@Qualifier("serializer") Serializer serializer) {
        return serializer;
    }

    @Bean
    @Qualifier("messageSerializer")
    Serializer messageSerializer(@Qualifier("serializer") Serializer serializer) {
        return serializer;
    }

    @Bean
    StreamSerializer streamSerializer(
            RegisteredTypes types, ObjectProvider<RevisionResolver> revisions, PayloadProtection protection) {
        return new StreamSerializer(types, revisions.getIfAvailable(AnnotationRevisionResolver::new), protection);
    }

    @Bean
    @ConditionalOnMissingBean
    PayloadProtection payloadProtection() {
        return PayloadProtection.NONE;
    }

    @Bean
    HandlerEnhancerDefinition unregisteredTypeGuard() {
        return new UnregisteredTypeGuard();
    }

    /** Metric {@code eventstore.unregistered.types}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterBinder.class)
    static class MetricsConfiguration {

        @Bean
        MeterBinder serializationMetrics(StreamSerializer serializer) {
            return registry -> Gauge.builder(
                            "eventstore.unregistered.types", serializer, StreamSerializer::unregisteredTypes)
                    .description("event types that were read and that no PayloadTypes bean registers")
                    .register(registry);
        }
    }
}
