package dev.ordersaga.http.problem;

import java.sql.SQLException;

/** The classification of database errors that the service uses for everything else too; a bean. */
@FunctionalInterface
public interface DatabaseErrors {

    /** Whether the failure passes without a change of the request. */
    boolean isTransient(SQLException failure);
}
