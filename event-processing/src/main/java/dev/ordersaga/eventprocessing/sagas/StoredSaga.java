package dev.ordersaga.eventprocessing.sagas;

import java.util.Set;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.serialization.SerializedObject;

/** A saga as stored: its serialized state and its associations. */
record StoredSaga(String id, SerializedObject<byte[]> state, Set<AssociationValue> associations) {}
