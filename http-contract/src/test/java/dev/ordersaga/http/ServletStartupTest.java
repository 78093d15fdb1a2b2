package dev.ordersaga.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Servlets are initialized at start-up: a first request while the process stops would deadlock with the shutdown. */
@ExtendWith(OutputCaptureExtension.class)
class ServletStartupTest {

    @Test
    void servletsOfBothPortsAreInitializedAtStartup(CapturedOutput output) {
        try (var application = new SpringApplicationBuilder(TestApplication.class)
                .run(
                        "--spring.config.import=classpath:http-defaults.yaml",
                        "--server.port=0",
                        "--management.server.port=0")) {
            assertThat(application.isRunning()).isTrue();
            assertThat(output)
                    .contains("Completed initialization")
                    .contains("Initializing Servlet 'dispatcherServlet'")
                    .contains("Initializing Servlet 'dispatcherServletRegistration'");
        }
    }
}
