package dev.ordersaga.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {

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
        assertThat(Answer.retryAfter(header, SampleShop.DAY)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"200,false", "202,false", "404,false", "409,false", "422,false", "429,true", "500,true", "503,true"})
    void onlyPassingTroubleIsWorthRepeating(int status, boolean worth) {
        assertThat(answer(status, null).isWorthRepeating()).isEqualTo(worth);
    }

    @Test
    void aConflictThatNamesATimeIsOnlyAFirstRequestStillRunning() {
        assertThat(answer(409, Duration.ofSeconds(1)).isWorthRepeating()).isTrue();
    }

    @Test
    void aRefusalNamesEachFaultOnceWhateverTheLine() {
        Refusal refusal = Refusal.of(new Answer(422, null, null, """
                {"code": "invalid-fields", "errors": [
                  {"pointer": "/lines/12/quantity", "code": "out_of_range"},
                  {"pointer": "/lines/3/quantity", "code": "out_of_range"},
                  {"pointer": "/customerId", "code": "required"}]}""", Duration.ZERO, 0));

        assertThat(refusal.code()).isEqualTo("invalid-fields");
        assertThat(refusal.faults()).isEqualTo(List.of("/customerId required", "/lines/*/quantity out_of_range"));
    }

    @Test
    void aRefusalWithoutAProblemDocumentIsKnownByItsStatus() {
        Answer page = new Answer(404, null, null, "<html>", Duration.ZERO, 0);
        assertThat(Refusal.of(page)).isEqualTo(new Refusal("status 404", List.of()));
    }

    private static Answer answer(int status, @Nullable Duration retryAfter) {
        return new Answer(status, retryAfter, null, "", Duration.ZERO, 0);
    }
}
