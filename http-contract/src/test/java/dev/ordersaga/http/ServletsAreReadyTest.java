package dev.ordersaga.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** No servlet waits for its first request: one that comes while the process stops would keep it from ending. */
@ExtendWith(OutputCaptureExtension.class)
class ServletsAreReadyTest {

    @Test
    void bothPortsServletsAreInitializedBeforeTheFirstRequest(CapturedOutput output) {
        try (var application = new SpringApplicationBuilder(ThingsApplication.class)
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
