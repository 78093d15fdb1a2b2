package dev.ordersaga.http.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/**
 * Excludes Spring Boot's {@code /error} page from every application with this module: the page is one more public path,
 * and {@link ProblemValve} does its work. Not done with {@code spring.autoconfigure.exclude}, because a second such list
 * in another file would silently replace the first.
 */
final class ErrorPageExclusion implements AutoConfigurationImportFilter {

    private static final String ERROR_PAGES =
            "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration";

    @Override
    public boolean[] match(
            @Nullable String[] autoConfigurationClasses, AutoConfigurationMetadata autoConfigurationMetadata) {
        boolean[] included = new boolean[autoConfigurationClasses.length];
        for (int i = 0; i < included.length; i++) {
            included[i] = !ERROR_PAGES.equals(autoConfigurationClasses[i]);
        }
        return included;
    }
}
