package dev.ordersaga.eventstore.schema;

import dev.ordersaga.eventstore.connections.MigrationConnections;
import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The schemas whose migration scripts are on the class path, migrated in the order of their names.
 *
 * @param migrations one for each schema
 */
record MigratedSchemas(List<SchemaMigration> migrations) implements InitializingBean {

    private static final Pattern SCHEMA = Pattern.compile("db/migration/([a-z_]+)/[^/]+\\.sql$");

    static MigratedSchemas onTheClassPath(MigrationConnections connections) throws IOException {
        SortedSet<String> schemas = new TreeSet<>();
        for (Resource script :
                new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*/*.sql")) {
            Matcher schema = SCHEMA.matcher(script.getURL().toString());
            if (schema.find()) {
                schemas.add(schema.group(1));
            }
        }
        return new MigratedSchemas(schemas.stream()
                .map(schema -> SchemaMigration.of(connections, schema))
                .toList());
    }

    @Override
    public void afterPropertiesSet() throws Exception {
        for (SchemaMigration migration : migrations) {
            migration.afterPropertiesSet();
        }
    }
}
