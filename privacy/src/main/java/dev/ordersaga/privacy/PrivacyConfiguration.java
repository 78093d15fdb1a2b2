package dev.ordersaga.privacy;

import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.eventstore.serialization.PayloadProtection;
import dev.ordersaga.privacy.erasure.ErasureJournal;
import dev.ordersaga.privacy.erasure.ErasureParticipant;
import dev.ordersaga.privacy.erasure.ErasureWatch;
import dev.ordersaga.privacy.erasure.Erasures;
import dev.ordersaga.privacy.erasure.OpenRecords;
import dev.ordersaga.privacy.json.PersonalDataProtection;
import dev.ordersaga.privacy.keys.KeyFile;
import dev.ordersaga.privacy.keys.KeyRing;
import dev.ordersaga.privacy.keys.RecordSubjects;
import dev.ordersaga.privacy.keys.SubjectKeys;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wiring of the encryption of personal data and of its erasure: imported by each service that stores such data. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PrivacySettings.class)
public class PrivacyConfiguration {

    /** Records in memory per key. */
    private static final int RECORDS_PER_KEY = 3;

    @Bean
    SchemaMigration privacySchema(DataSource dataSource) {
        return SchemaMigration.of(dataSource, "privacy");
    }

    @Bean
    SecureRandom privacyRandom() {
        return new SecureRandom();
    }

    @Bean
    KeyRing keyRing(PrivacySettings settings, SecureRandom privacyRandom, Clock clock) {
        if (settings.createKeyFile()) {
            KeyFile.createIfMissing(settings.requiredKeyFile(), privacyRandom, clock);
        }
        return KeyFile.read(settings.requiredKeyFile());
    }

    /** Depends on the migration of its tables. */
    @Bean
    SubjectKeys subjectKeys(
            JdbcClient jdbc,
            KeyRing ring,
            SecureRandom privacyRandom,
            PrivacySettings settings,
            SchemaMigration privacySchema) {
        return SubjectKeys.of(
                jdbc, ring, privacyRandom, new SubjectKeys.CacheLimits(settings.cachedKeys(), settings.keyLease()));
    }

    @Bean
    RecordSubjects recordSubjects(JdbcClient jdbc, SubjectKeys keys, PrivacySettings settings) {
        return new RecordSubjects(jdbc, keys, RECORDS_PER_KEY * settings.cachedKeys());
    }

    @Bean
    PayloadProtection personalDataProtection(SubjectKeys keys, RecordSubjects records, KeyRing ring) {
        return new PersonalDataProtection(keys, records, ring);
    }

    /** @param records only in the service that knows them */
    @Bean
    Erasures erasures(
            JdbcClient jdbc,
            SubjectKeys keys,
            PrivacySettings settings,
            Clock clock,
            TransactionManager transactions,
            ObjectProvider<OpenRecords> records,
            ObjectProvider<ErasureParticipant> participants) {
        return new Erasures(
                jdbc,
                keys,
                new ErasureJournal(settings.erasureJournal(), clock),
                transactions,
                records.getIfAvailable(),
                participants.stream().toList(),
                settings.keyLease());
    }

    @Bean
    ErasureWatch erasureWatch(Erasures erasures, PrivacySettings settings) {
        return new ErasureWatch(erasures, settings.keyLease());
    }
}
