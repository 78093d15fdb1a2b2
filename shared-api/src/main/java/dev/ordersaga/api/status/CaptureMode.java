package dev.ordersaga.api.status;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When an authorized payment is captured. */
public enum CaptureMode {
    /** In one step with the authorization: the order is confirmed once the amount is captured. */
    ON_CONFIRMATION,
    /** The order is confirmed once the amount is authorized; it is captured when the goods leave. */
    ON_SHIPMENT;

    /** A mode that was stored: most orders have the default, which is not. */
    public static CaptureMode orDefault(@Nullable CaptureMode stored) {
        return Objects.requireNonNullElse(stored, ON_CONFIRMATION);
    }

    /** For fields in stored JSON: the default is left out. */
    @JacksonAnnotationsInside
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = IsDefault.class)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Stored {}

    /** Jackson leaves out the values that this filter is equal to. */
    @SuppressWarnings("EqualsHashCode")
    static final class IsDefault {

        @Override
        public boolean equals(@Nullable Object value) {
            return value == ON_CONFIRMATION;
        }

        @Override
        public int hashCode() {
            return ON_CONFIRMATION.hashCode();
        }
    }
}
