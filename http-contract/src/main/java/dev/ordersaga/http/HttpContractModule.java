package dev.ordersaga.http;

import dev.ordersaga.http.answer.AnswerModule;
import dev.ordersaga.http.body.BodyModule;
import dev.ordersaga.http.problem.ProblemModule;
import dev.ordersaga.http.trace.TraceModule;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The HTTP contract that all services share. Its server settings are in {@code http-defaults.yaml}. */
@Configuration(proxyBeanMethods = false)
@Import({TraceModule.class, AnswerModule.class, ProblemModule.class, BodyModule.class})
public class HttpContractModule {}
