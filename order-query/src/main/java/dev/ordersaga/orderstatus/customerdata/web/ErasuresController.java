package dev.ordersaga.orderstatus.customerdata.web;

import dev.ordersaga.api.privacy.DataSubject;
import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.body.Fields;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.problem.FieldCode;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.request.QueryParameters;
import dev.ordersaga.operations.access.ForOperators;
import dev.ordersaga.operations.audit.ActionRequest.Subject;
import dev.ordersaga.operations.web.Actions;
import dev.ordersaga.privacy.erasure.Erasure;
import dev.ordersaga.privacy.erasure.Erasures;
import dev.ordersaga.privacy.erasure.OpenRecords;
import dev.ordersaga.privacy.keys.RecordSubjects;
import dev.ordersaga.privacy.keys.SubjectKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Erases the personal data of a customer, which cannot be undone, and shows how far erasures are. */
@RestController
@ForOperators
class ErasuresController {

    private static final String PATH = "/operations/erasures";
    private static final String ERASE = "erase-customer";
    private static final String TARGET = "erasure/";
    private static final String LIMIT = "limit";
    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9._-]{0,31}");
    private static final int MAX_LIMIT = 500;
    private static final int MAX_CUSTOMER = 64;
    private static final int SHOWN_ORDERS = 10;
    private static final int KEYS_AT_A_TIME = 5_000;

    private final SubjectKeys keys;
    private final RecordSubjects records;
    private final Erasures erasures;
    private final OpenRecords orders;
    private final Actions actions;

    ErasuresController(
            SubjectKeys keys, RecordSubjects records, Erasures erasures, OpenRecords orders, Actions actions) {
        this.keys = keys;
        this.records = records;
        this.erasures = erasures;
        this.orders = orders;
        this.actions = actions;
    }

    record Listed(List<Erasure> erasures) {}

    private record Requested(String person, String reason) {}

    /** @param keys how many were encrypted again; 0 if no other key than the current one is in use any longer */
    record Rotated(int keys) {}

    @Needs(Scope.OPS_READ)
    @GetMapping(PATH)
    Listed list(HttpServletRequest request) {
        int limit = QueryParameters.of(request, Set.of(LIMIT)).integer(LIMIT, 1, MAX_LIMIT, 100);
        return new Listed(erasures.newest(limit));
    }

    /** The customer is named twice, and nowhere else: neither in the path nor in the audit log. */
    @Needs(Scope.OPS_ADMIN)
    @PostMapping(PATH)
    ResponseEntity<String> erase(HttpServletRequest request, JsonBody body) {
        Requested requested = body.read(ErasuresController::requested);
        Optional<UUID> subject = keys.subjectOf(requested.person());
        if (subject.isEmpty()) {
            // It may be this request that has deleted the key.
            return actions.repeated(request, body, ERASE, new Subject(TARGET, requested.reason()))
                    .orElseThrow(() ->
                            new ProblemException(HttpProblem.NOT_FOUND, "No data are stored about this customer."));
        }
        return erase(request, body, subject.get(), requested.reason());
    }

    private ResponseEntity<String> erase(HttpServletRequest request, JsonBody body, UUID subject, String reason) {
        // The target names the person: the reason is encrypted with the key that this erasure deletes.
        records.learn(subject.toString(), subject);
        return actions.once(request, body, ERASE, new Subject(TARGET + subject, reason), () -> {
            requireClosed(subject);
            return erasures.request(subject);
        });
    }

    /** Encrypts a part of the keys with the current wrapping key: to be repeated until it answers 0. */
    @Needs(Scope.OPS_ADMIN)
    @PostMapping(PATH + "/key-rotation")
    ResponseEntity<String> rotate(HttpServletRequest request, JsonBody body) {
        Subject target = new Subject("wrapping-key", Actions.reasonIn(body));
        return actions.once(
                request, body, "rotate-wrapping-key", target, () -> new Rotated(keys.rewrap(KEYS_AT_A_TIME)));
    }

    private static Supplier<Requested> requested(Fields fields) {
        String tenant = fields.matching("tenant", TENANT, "1 to 32 lower-case letters, digits or . _ -");
        String customerId = fields.identifier("customerId", MAX_CUSTOMER);
        String confirmed = fields.identifier("confirmedCustomerId", MAX_CUSTOMER);
        String reason = Actions.reason(fields);
        if (!confirmed.equals(customerId)) {
            fields.refuse(
                    "confirmedCustomerId",
                    FieldCode.INVALID_FORMAT,
                    "Must be the customerId again: it cannot be undone.");
        }
        return () -> new Requested(DataSubject.of(tenant, customerId), reason);
    }

    private void requireClosed(UUID subject) {
        List<String> open = orders.of(subject, SHOWN_ORDERS);
        if (!open.isEmpty()) {
            throw new ProblemException(
                    CustomerProblem.ORDERS_OPEN,
                    "Their money is not settled: " + String.join(", ", open)
                            + (open.size() == SHOWN_ORDERS ? " and perhaps others." : "."));
        }
    }
}
