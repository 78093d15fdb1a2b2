package dev.ordersaga.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.simulator.payment.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormBodyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a=1|{\"a\":\"1\"}",
                "a=1&b=2|{\"a\":\"1\",\"b\":\"2\"}",
                "a=1&a=2|{\"a\":\"2\"}",
                "a|{\"a\":\"\"}",
                "a=|{\"a\":\"\"}",
                "a=b=c|{\"a\":\"b=c\"}",
                "&a=1&&|{\"a\":\"1\"}",
                "metadata[orderId]=o1|{\"metadata\":{\"orderId\":\"o1\"}}",
                "metadata%5BorderId%5D=o1|{\"metadata\":{\"orderId\":\"o1\"}}",
                "a[b][c]=1&a[b][d]=2|{\"a\":{\"b\":{\"c\":\"1\",\"d\":\"2\"}}}",
                "a[]=x&a[]=y|{\"a\":{\"0\":\"x\",\"1\":\"y\"}}",
                "a[0]=x&a[1]=y|{\"a\":{\"0\":\"x\",\"1\":\"y\"}}",
                "a[0][b]=x|{\"a\":{\"0\":{\"b\":\"x\"}}}",
                "a=caf%C3%A9+au+lait|{\"a\":\"café au lait\"}"
            })
    void readsNestedParameters(String form, String tree) {
        assertThat(FormBody.parse(form).toString()).isEqualTo(tree);
    }

    @Test
    void anEmptyFormHasNoParameters() {
        assertThat(FormBody.parse("").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=1&a[b]=2",
                "a[b]=2&a=1",
                "a[b=1",
                "a]b[=1",
                "[a]=1",
                "a=%zz",
                "a[b][c][d][e][f][g]=1",
                "a[b]c=1"
            })
    void malformedFormsAreRejected(String form) {
        assertThatThrownBy(() -> FormBody.parse(form)).isInstanceOf(InvalidRequestException.class);
    }
}
