package dev.ordersaga.eventstore;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TimeZone;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Makes UTC the time zone of the process, and no country's its locale. The driver opens each session in the time zone of the
 * process: a server refuses one whose name it does not know. And some locales have digits of their own, which do not belong
 * into statements.
 */
final class NeutralLocale implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        Locale.setDefault(Locale.ROOT);
    }
}
