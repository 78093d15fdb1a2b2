package dev.ordersaga.eventprocessing.sagas;

import static dev.ordersaga.eventprocessing.sagas.SagaDatabase.SQL;
import static dev.ordersaga.eventprocessing.sagas.SagaDatabase.elsewhere;
import static dev.ordersaga.eventprocessing.sagas.SagaDatabase.inUnitOfWork;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.AssociationValues;
import org.axonframework.modelling.saga.AssociationValuesImpl;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OptimisticLockingSagaStoreIT {

    record Tally(int count) {}

    private static final AssociationValue ORDER = new AssociationValue("orderId", "o-1");
    private static final AssociationValue PAYMENT = new AssociationValue("paymentId", "p-1");

    private final OptimisticLockingSagaStore store = SagaDatabase.store();

    @BeforeAll
    static void open() throws Exception {
        SagaDatabase.create();
    }

    @BeforeEach
    void placeOne() {
        SQL.sql("TRUNCATE counting.saga_entry, counting.association_value_entry")
                .update();
        inUnitOfWork(work -> store.insertSaga(Tally.class, "s-1", new Tally(1), Set.of(ORDER, PAYMENT)));
    }

    @Test
    void aSagaIsFoundByEachOfItsAssociationsAndLoadedWithAllOfThem() {
        inUnitOfWork(work -> {
            assertThat(store.findSagas(Tally.class, ORDER)).containsExactly("s-1");
            assertThat(store.findSagas(Tally.class, new AssociationValue("orderId", "o-2")))
                    .isEmpty();
            assertThat(store.findSagas(String.class, ORDER)).isEmpty();
            var saga = loaded("s-1");
            assertThat(saga.saga()).isEqualTo(new Tally(1));
            assertThat(saga.associationValues()).containsExactlyInAnyOrder(ORDER, PAYMENT);
            assertThat(store.loadSaga(Tally.class, "s-2")).isNull();
        });
    }

    @Test
    void aSagaCanBeLoadedByItsIdAloneAndHaveNoAssociation() {
        inUnitOfWork(work -> store.insertSaga(Tally.class, "s-2", new Tally(7), Set.of()));
        inUnitOfWork(work -> {
            var saga = loaded("s-2");
            assertThat(saga.saga()).isEqualTo(new Tally(7));
            assertThat(saga.associationValues()).isEmpty();
        });
    }

    @Test
    void stateAndAssociationsChangeTogether() {
        AssociationValue refund = new AssociationValue("refundId", "r-1");
        inUnitOfWork(work -> {
            var saga = loaded("s-1");
            AssociationValues associations = new AssociationValuesImpl(saga.associationValues());
            associations.add(refund);
            associations.remove(PAYMENT);
            store.updateSaga(Tally.class, "s-1", new Tally(2), associations);
        });
        inUnitOfWork(work -> {
            var saga = loaded("s-1");
            assertThat(saga.saga()).isEqualTo(new Tally(2));
            assertThat(saga.associationValues()).containsExactlyInAnyOrder(ORDER, refund);
            assertThat(store.findSagas(Tally.class, PAYMENT)).isEmpty();
        });
    }

    @Test
    void aStateThatDidNotChangeIsNotWritten() {
        Object before = version();
        inUnitOfWork(work -> change(store, 1));
        assertThat(version()).isEqualTo(before);
        inUnitOfWork(work -> change(store, 2));
        assertThat(version()).isNotEqualTo(before);
    }

    @Test
    void anEndedSagaIsDeletedWithItsAssociations() {
        inUnitOfWork(work -> {
            store.loadSaga(Tally.class, "s-1");
            store.deleteSaga(Tally.class, "s-1", Set.of(ORDER, PAYMENT));
        });
        assertThat(count("saga_entry")).isZero();
        assertThat(count("association_value_entry")).isZero();
    }

    @Test
    void ofTwoConcurrentUpdatesTheSecondFailsAndTheFirstRemains() {
        assertThatThrownBy(() -> inUnitOfWork(work -> {
                    store.findSagas(Tally.class, ORDER);
                    store.loadSaga(Tally.class, "s-1");
                    elsewhere(() -> change(store, 100));
                    store.updateSaga(Tally.class, "s-1", new Tally(2), unchanged());
                }))
                .isInstanceOf(ConcurrentSagaUpdateException.class);
        assertThat(stored()).isEqualTo("{\"count\":100}");
    }

    /** Red control: Axon's store has no optimistic locking. */
    @Test
    void redControlAxonsOwnStoreLosesTheFirstUpdate() {
        SagaStore<Object> stock = SagaDatabase.stockStore();
        inUnitOfWork(work -> {
            stock.loadSaga(Tally.class, "s-1");
            elsewhere(() -> change(stock, 100));
            stock.updateSaga(Tally.class, "s-1", new Tally(2), unchanged());
        });
        assertThat(stored()).isEqualTo("{\"count\":2}");
    }

    @Test
    void aConcurrentlyUpdatedSagaIsNotDeleted() {
        assertThatThrownBy(() -> inUnitOfWork(work -> {
                    store.loadSaga(Tally.class, "s-1");
                    elsewhere(() -> change(store, 100));
                    store.deleteSaga(Tally.class, "s-1", Set.of(ORDER));
                }))
                .isInstanceOf(ConcurrentSagaUpdateException.class);
        assertThat(count("association_value_entry")).isEqualTo(2);
    }

    @Test
    void aConcurrentlyDeletedSagaIsNotStoredAgain() {
        assertThatThrownBy(() -> inUnitOfWork(work -> {
                    store.loadSaga(Tally.class, "s-1");
                    elsewhere(() -> {
                        store.loadSaga(Tally.class, "s-1");
                        store.deleteSaga(Tally.class, "s-1", Set.of(ORDER));
                    });
                    store.updateSaga(Tally.class, "s-1", new Tally(2), unchanged());
                }))
                .isInstanceOf(ConcurrentSagaUpdateException.class);
        assertThat(count("saga_entry")).isZero();
    }

    @Test
    void oneUnitOfWorkCanUpdateASagaTwice() {
        inUnitOfWork(work -> {
            change(store, 2);
            store.updateSaga(Tally.class, "s-1", new Tally(3), unchanged());
        });
        assertThat(stored()).isEqualTo("{\"count\":3}");
    }

    @Test
    void updatingASagaThatWasNotLoadedFails() {
        assertThatThrownBy(() -> inUnitOfWork(work -> store.updateSaga(Tally.class, "s-1", new Tally(2), unchanged())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was not loaded");
    }

    private SagaStore.Entry<Tally> loaded(String id) {
        return Objects.requireNonNull(store.loadSaga(Tally.class, id));
    }

    private static void change(SagaStore<Object> store, int count) {
        store.loadSaga(Tally.class, "s-1");
        store.updateSaga(Tally.class, "s-1", new Tally(count), unchanged());
    }

    private static AssociationValues unchanged() {
        return new AssociationValuesImpl(Set.of(ORDER, PAYMENT));
    }

    private static String stored() {
        return single(() -> SQL.sql("SELECT convert_from(serialized_saga, 'UTF8') FROM counting.saga_entry")
                .query(String.class)
                .single());
    }

    /** Physical location of the row, which differs after each update. */
    private static String version() {
        return single(() -> SQL.sql("SELECT ctid::text FROM counting.saga_entry")
                .query(String.class)
                .single());
    }

    private static long count(String table) {
        return single(() -> SQL.sql("SELECT count(*) FROM counting." + table)
                .query(Long.class)
                .single());
    }

    private static <T> T single(Supplier<T> query) {
        return Objects.requireNonNull(query.get());
    }
}
