package dev.ordersaga.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.lab.replay.shop.SampleShop;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceResponseTest {

    @ParameterizedTest
    @CsvSource({
        "120,120",
        "0,0",
        "'Sat, 01 Jan 2011 00:00:30 GMT',30",
        "'Fri, 31 Dec 2010 23:59:00 GMT',0",
        "soon,0",
        "-5,0"
    })
    void retryAfterIsSecondsOrADate(String header, long seconds) {
        assertThat(ServiceResponse.retryAfter(header, SampleShop.DAY)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"200,false", "202,false", "404,false", "409,false", "422,false", "429,true", "500,true", "503,true"})
    void onlyTransientFailuresAreRetryable(int status, boolean retryable) {
        assertThat(response(status, null, "").isRetryable()).isEqualTo(retryable);
    }

    @Test
    void conflictWithRetryAfterIsRetryable() {
        assertThat(response(409, Duration.ofSeconds(1), "").isRetryable()).isTrue();
    }

    @Test
    void problemNamesEachFaultOnceForAllLines() {
        ServiceResponse.Problem problem = response(422, null, """
                {"code": "invalid-fields", "errors": [
                  {"pointer": "/lines/12/quantity", "code": "out_of_range"},
                  {"pointer": "/lines/3/quantity", "code": "out_of_range"},
                  {"pointer": "/customerId", "code": "required"}]}""").problem();

        assertThat(problem.code()).isEqualTo("invalid-fields");
        assertThat(problem.faults()).isEqualTo(List.of("/customerId required", "/lines/*/quantity out_of_range"));
    }

    @Test
    void problemWithoutADocumentHasTheStatusAsCode() {
        assertThat(response(404, null, "<html>").problem())
                .isEqualTo(new ServiceResponse.Problem("status 404", List.of()));
    }

    private static ServiceResponse response(int status, @Nullable Duration retryAfter, String body) {
        return new ServiceResponse(status, retryAfter, null, body, Duration.ZERO, 0);
    }
}
