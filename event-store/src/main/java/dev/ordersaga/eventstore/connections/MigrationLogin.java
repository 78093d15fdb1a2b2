package dev.ordersaga.eventstore.connections;

/**
 * The database user of migrations, which may become the owner of the schemas. A service that has one migrates when it starts;
 * a bean of this type replaces the setting.
 *
 * @param username a role that has no rights of its own
 */
public record MigrationLogin(String username, String password) {

    @Override
    public String toString() {
        return username;
    }
}
