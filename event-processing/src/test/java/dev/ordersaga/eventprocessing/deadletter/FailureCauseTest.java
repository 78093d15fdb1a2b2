package dev.ordersaga.eventprocessing.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.UncategorizedSQLException;

class FailureCauseTest {

    @Test
    void theInnermostMessageComesFirst() {
        String statement = "INSERT INTO somewhere\n VALUES (" + "?, ".repeat(1000) + "?)";
        SQLException reason = new SQLException("ERROR: no\0 room");
        SQLException batch = new BatchUpdateException("Batch entry 0 " + statement, "P0001", 0, new int[0], reason);
        FailureCause cause = FailureCause.of(new UncategorizedSQLException("callback", statement, batch));
        assertThat(cause.error()).isEqualTo("java.sql.SQLException");
        assertThat(cause.message())
                .startsWith(
                        "SQLException: ERROR: no? room -> BatchUpdateException: Batch entry 0 INSERT INTO somewhere")
                .hasSizeLessThan(1000)
                .doesNotContain("\n");
    }

    @Test
    void anExceptionWithoutAMessageIsNamed() {
        assertThat(FailureCause.of(new IllegalStateException()).message()).isEqualTo("IllegalStateException: null");
    }
}
