package dev.ordersaga.eventprocessing.deadletter;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;

/** A saga that stores the last step and fails if one is missing or repeated. */
@ProcessingGroup("parcel-saga")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class ShipmentSaga {

    private long last = -1;

    @StartSaga
    @SagaEventHandler(associationProperty = "parcel")
    void on(SampleShipments.Moved moved, SampleShipments.Effects effects) {
        if (moved.step() != last + 1) {
            throw new IllegalStateException("step " + moved.step() + " came after " + last);
        }
        last = moved.step();
        effects.write("saga", moved);
        effects.failIfConfigured("saga", moved);
    }
}
