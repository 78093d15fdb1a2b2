package dev.ordersaga.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class PreferredWaitTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "wait=10                            | 10",
                "Wait = 10                          | 10",
                "wait=\"10\"                        | 10",
                "wait=10; x=1                       | 10",
                "respond-async, wait=10             | 10",
                "return=minimal; a=\"b,wait=5\", wait=10 | 10",
                "wait=10, wait=20                   | 10",
                ",, wait=1                          | 1",
                "wait=30                            | 30",
                "wait=31                            | 30",
                "wait=999999999                     | 30"
            })
    void firstWaitCountsUpToTheMaximum(String header, int seconds) {
        assertThat(read(header)).hasValue(new PreferredWait(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "respond-async",
                "wait",
                "wait=",
                "wait=0",
                "wait=-1",
                "wait=1.5",
                "wait=x",
                "waits=1",
                "wait=1x",
                "wait=9999999999",
                "\"wait=1\"",
                "a=\"wait=1\""
            })
    void invalidPreferenceIsIgnored(String header) {
        assertThat(read(header)).isEmpty();
    }

    @Test
    void repeatedHeadersAreOneList() {
        var request = new MockHttpServletRequest();
        assertThat(PreferredWait.of(request)).isEmpty();
        request.addHeader("Prefer", "respond-async");
        request.addHeader("Prefer", "wait=7");

        assertThat(PreferredWait.of(request)).hasValue(new PreferredWait(7));
        assertThat(new PreferredWait(7).applied()).isEqualTo("wait=7");
    }

    private static Optional<PreferredWait> read(String header) {
        var request = new MockHttpServletRequest();
        request.addHeader("Prefer", header);
        return PreferredWait.of(request);
    }
}
