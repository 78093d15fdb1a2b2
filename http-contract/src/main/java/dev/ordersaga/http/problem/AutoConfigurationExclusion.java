package dev.ordersaga.http.problem;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/**
 * Excludes two auto-configurations from every application with this module: that of the {@code /error} page, which is one
 * more public path and whose work {@link ProblemValve} does, and that of a user with a generated password. Not done with {@code spring.autoconfigure.exclude}, because a second such list
 * in another file would silently replace the first.
 */
final class AutoConfigurationExclusion implements AutoConfigurationImportFilter {

    private static final Set<String> EXCLUDED = Set.of(
            "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration");

    @Override
    public boolean[] match(
            @Nullable String[] autoConfigurationClasses, AutoConfigurationMetadata autoConfigurationMetadata) {
        boolean[] included = new boolean[autoConfigurationClasses.length];
        for (int i = 0; i < included.length; i++) {
            String name = autoConfigurationClasses[i];
            included[i] = name == null || !EXCLUDED.contains(name);
        }
        return included;
    }
}
