package dev.ordersaga.eventprocessing.sagas;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;

/** The SQL statements on {@code saga_entry} and {@code association_value_entry} of one schema: one per operation. */
final class SagaTables {

    private static final String COLUMNS =
            "s.saga_id, s.saga_type, s.revision, s.serialized_saga," + " a.association_key, a.association_value";

    private final String find;
    private final String load;
    private final String insert;
    private final String update;
    private final String delete;

    SagaTables(String schema) {
        String sagas = schema + ".saga_entry";
        String associations = schema + ".association_value_entry";
        find = "SELECT " + COLUMNS + ", f.association_value FROM " + associations + " f JOIN " + sagas
                + " s ON s.saga_id = f.saga_id JOIN "
                + associations + " a ON a.saga_id = s.saga_id"
                + " WHERE f.association_value = ANY (?::text[]) AND f.association_key = ? AND f.saga_type = ?";
        load = "SELECT " + COLUMNS + " FROM " + sagas + " s LEFT JOIN " + associations
                + " a ON a.saga_id = s.saga_id WHERE s.saga_id = ?";
        String associate = " INSERT INTO " + associations
                + " (association_key, association_value, saga_type, saga_id) SELECT n.key, n.value, ?, w.saga_id"
                + " FROM written w, unnest(?::text[], ?::text[]) AS n(key, value)";
        insert = "WITH written AS (INSERT INTO " + sagas + " (saga_id, saga_type, revision, serialized_saga)"
                + " VALUES (?, ?, ?, ?) RETURNING saga_id)" + associate;
        update = "WITH written AS (UPDATE " + sagas + " SET saga_type = ?, revision = ?, serialized_saga = ?"
                + " WHERE saga_id = ? AND serialized_saga = ? RETURNING saga_id), added AS (" + associate
                + "), removed AS (DELETE FROM " + associations
                + " a USING written w, unnest(?::text[], ?::text[]) AS o(key, value) WHERE a.saga_id = w.saga_id"
                + " AND a.association_key = o.key AND a.association_value = o.value) SELECT saga_id FROM written";
        delete = "WITH deleted AS (DELETE FROM " + sagas
                + " WHERE saga_id = ? AND serialized_saga = ? RETURNING saga_id),"
                + " associations AS (DELETE FROM " + associations
                + " a USING deleted d WHERE a.saga_id = d.saga_id) SELECT saga_id FROM deleted";
    }

    /** The sagas associated with each of these values of one key. */
    Map<String, List<StoredSaga>> find(Connection connection, String sagaType, String key, Set<String> values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(find)) {
            statement.setArray(1, connection.createArrayOf("text", values.toArray()));
            statement.setString(2, key);
            statement.setString(3, sagaType);
            Map<String, Map<String, StoredSaga>> found = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    add(row, found.computeIfAbsent(row.getString(7), value -> new LinkedHashMap<>()));
                }
            }
            Map<String, List<StoredSaga>> sagas = new HashMap<>();
            found.forEach((value, byId) -> sagas.put(value, List.copyOf(byId.values())));
            return sagas;
        }
    }

    /** The saga with this id, or an empty list. */
    List<StoredSaga> load(Connection connection, String sagaId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(load)) {
            statement.setString(1, sagaId);
            return sagas(statement);
        }
    }

    void insert(Connection connection, String sagaType, StoredSaga saga) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, saga.id());
            statement.setString(2, saga.state().getType().getName());
            statement.setString(3, saga.state().getType().getRevision());
            statement.setBytes(4, saga.state().getData());
            statement.setString(5, sagaType);
            setAll(statement, 6, saga.associations());
            statement.executeUpdate();
        }
    }

    /**
     * Stores {@code saga}, whose associations are those to add, if the stored state still is {@code before}.
     *
     * @return whether it was stored
     */
    boolean update(
            Connection connection, String sagaType, StoredSaga saga, Set<AssociationValue> removed, byte[] before)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setString(1, saga.state().getType().getName());
            statement.setString(2, saga.state().getType().getRevision());
            statement.setBytes(3, saga.state().getData());
            statement.setString(4, saga.id());
            statement.setBytes(5, before);
            statement.setString(6, sagaType);
            setAll(statement, 7, saga.associations());
            setAll(statement, 9, removed);
            return isDone(statement);
        }
    }

    /** @return whether the stored state still was {@code before} */
    boolean delete(Connection connection, String sagaId, byte[] before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            statement.setString(1, sagaId);
            statement.setBytes(2, before);
            return isDone(statement);
        }
    }

    private static boolean isDone(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next();
        }
    }

    private static void setAll(PreparedStatement statement, int index, Collection<AssociationValue> associations)
            throws SQLException {
        Connection connection = statement.getConnection();
        Array keys = connection.createArrayOf(
                "text", associations.stream().map(AssociationValue::getKey).toArray());
        Array values = connection.createArrayOf(
                "text", associations.stream().map(AssociationValue::getValue).toArray());
        statement.setArray(index, keys);
        statement.setArray(index + 1, values);
    }

    private static List<StoredSaga> sagas(PreparedStatement statement) throws SQLException {
        Map<String, StoredSaga> sagas = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                add(row, sagas);
            }
        }
        return new ArrayList<>(sagas.values());
    }

    /** Each row is one association of a saga. */
    private static void add(ResultSet row, Map<String, StoredSaga> sagas) throws SQLException {
        StoredSaga saga = sagas.get(row.getString(1));
        if (saga == null) {
            saga = new StoredSaga(row.getString(1), state(row), new HashSet<>());
            sagas.put(saga.id(), saga);
        }
        String key = row.getString(5);
        if (key != null) {
            saga.associations().add(new AssociationValue(key, row.getString(6)));
        }
    }

    private static SerializedObject<byte[]> state(ResultSet row) throws SQLException {
        return new SimpleSerializedObject<>(row.getBytes(4), byte[].class, row.getString(2), row.getString(3));
    }
}
