package dev.ordersaga.http;

import dev.ordersaga.http.access.ApiKeys;
import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.problem.DatabaseErrors;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.problem.ProblemKind;
import dev.ordersaga.http.route.PublicRoutes;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A service with the HTTP contract only, whose paths fail in every way. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(HttpContractConfiguration.class)
class TestApplication {

    /** A problem type of a feature. */
    enum ThingProblem implements ProblemKind {
        THING_EXISTS;

        @Override
        public int status() {
            return 409;
        }

        @Override
        public String title() {
            return "Another thing has this id";
        }

        @Override
        public boolean isRetryable() {
            return false;
        }
    }

    static final String BEARER = "Bearer osk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0DofJ8";

    @Bean
    ApiKeys apiKeys() {
        return (key, beforeLookUp) -> Optional.of(new Caller("default", "key:test", null, EnumSet.allOf(Scope.class)));
    }

    @Bean
    DatabaseErrors databaseErrors() {
        return failure -> "40P01".equals(failure.getSQLState());
    }

    @Bean
    PublicRoutes routes() {
        return new PublicRoutes(Map.of("/things/{id}", Set.of("GET", "PUT"), "/elsewhere", Set.of("POST")));
    }

    @RestController
    static class Things {

        @Needs(Scope.ORDERS_READ)
        @GetMapping(path = "/things/{id}", produces = "application/json")
        ResponseEntity<String> thing(@PathVariable String id) throws Exception {
            return switch (id) {
                case "refused" -> throw new ProblemException(ThingProblem.THING_EXISTS, "Another thing has this id.");
                case "boom" -> throw new IllegalStateException("secret: select * from dev.ordersaga");
                case "database-down" -> throw new CannotCreateTransactionException("secret");
                case "database-down-below" ->
                    throw new ExecutionException(new IllegalStateException(new SQLTransientConnectionException()));
                case "deadlock" -> throw new IllegalStateException(new SQLException("secret", "40P01"));
                default -> ResponseEntity.ok("{}");
            };
        }

        @Needs(Scope.ORDERS_WRITE)
        @PostMapping("/things")
        String create(JsonBody body) {
            return body.read(fields -> {
                String name = fields.text("name", 64);
                return () -> name;
            });
        }

        @Needs(Scope.ORDERS_READ)
        @GetMapping("/parameter")
        int parameter(@RequestParam int number) {
            return number;
        }

        @Needs(Scope.ORDERS_READ)
        @GetMapping("/header")
        String header(@RequestHeader("Wanted") String wanted) {
            return wanted;
        }
    }
}
