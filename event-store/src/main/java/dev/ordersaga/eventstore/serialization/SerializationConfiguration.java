package dev.ordersaga.eventstore.serialization;

import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * The one serializer, under each of the names by which Axon looks for one; {@code axon.serializer.*} has no effect.
 */
@Configuration(proxyBeanMethods = false)
public class SerializationConfiguration {

    @Bean
    @Primary
    Serializer serializer(ObjectProvider<PayloadTypes> modules, ObjectProvider<RevisionResolver> revisions) {
        return new RegisteredTypesSerializer(
                new RegisteredTypes(modules.stream().toList()),
                revisions.getIfAvailable(AnnotationRevisionResolver::new));
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
}
