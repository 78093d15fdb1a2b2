package dev.ordersaga.http.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/**
 * Keeps Spring Boot's {@code /error} page out of every application with this module: the page is a public path of its
 * own, and {@link ProblemValve} does its work. Done here and not with {@code spring.autoconfigure.exclude}, because a
 * second such list in another file would silently replace the first.
 */
final class WithoutErrorPages implements AutoConfigurationImportFilter {

    private static final String ERROR_PAGES =
            "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration";

    @Override
    public boolean[] match(
            @Nullable String[] autoConfigurationClasses, AutoConfigurationMetadata autoConfigurationMetadata) {
        boolean[] wanted = new boolean[autoConfigurationClasses.length];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = !ERROR_PAGES.equals(autoConfigurationClasses[i]);
        }
        return wanted;
    }
}
