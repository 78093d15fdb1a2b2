package dev.ordersaga.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.eventstore.testing.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

/** Time zone and locale of the process must not decide what the database is asked. */
class NeutralLocaleIT {

    @Test
    void aProcessInATimeZoneThatTheServerDoesNotKnowConnects() throws SQLException {
        String url = TestPostgres.newDatabase();
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(new SimpleTimeZone(0, "US/Nowhere"));
            assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", ""))
                    .hasMessageContaining("US/Nowhere");
            new NeutralLocale().postProcessEnvironment(new MockEnvironment(), new SpringApplication());
            try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                    var row = connection.createStatement().executeQuery("SHOW TimeZone")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("UTC");
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void digitsInStatementsAreThoseOfNoLocale() {
        Locale before = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat("LIMIT %d".formatted(12)).isNotEqualTo("LIMIT 12");
            new NeutralLocale().postProcessEnvironment(new MockEnvironment(), new SpringApplication());
            assertThat("LIMIT %d".formatted(12)).isEqualTo("LIMIT 12");
        } finally {
            Locale.setDefault(before);
            TimeZone.setDefault(zone);
        }
    }
}
