package dev.ordersaga.http;

import dev.ordersaga.http.answer.AnswerConfiguration;
import dev.ordersaga.http.body.BodyConfiguration;
import dev.ordersaga.http.problem.ProblemConfiguration;
import dev.ordersaga.http.trace.TraceConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The HTTP contract that all services share. Its server settings are in {@code http-defaults.yaml}. */
@Configuration(proxyBeanMethods = false)
@Import({TraceConfiguration.class, AnswerConfiguration.class, ProblemConfiguration.class, BodyConfiguration.class})
public class HttpContractConfiguration {}
