package dev.ordersaga.operations.web;

import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.access.Needs;
import dev.ordersaga.http.access.Scope;
import dev.ordersaga.http.body.JsonBody;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.request.PathId;
import dev.ordersaga.http.request.QueryParameters;
import dev.ordersaga.operations.apikey.ApiKeyAdministration;
import dev.ordersaga.operations.apikey.ApiKeyAdministration.Made;
import dev.ordersaga.operations.apikey.ApiKeySettings;
import dev.ordersaga.operations.apikey.StoredApiKey;
import dev.ordersaga.operations.audit.ActionRequest.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Makes, lists, rotates and revokes API keys. A key is in the first response only: the audit log has its id. */
@RestController
class ApiKeysController {

    private static final String KEYS = "/operations/api-keys";
    private static final String LIMIT = "limit";
    private static final int MAX_LIMIT = 1000;

    private final ApiKeyAdministration keys;
    private final ApiKeySettings settings;
    private final Clock clock;
    private final Actions actions;
    private final JsonMapper json = new JsonMapper();

    ApiKeysController(ApiKeyAdministration keys, ApiKeySettings settings, Clock clock, Actions actions) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
        this.actions = actions;
    }

    record Listed(List<Entry> apiKeys) {}

    record Entry(
            UUID id,
            String tenant,
            String client,
            List<String> scopes,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt) {

        static Entry of(StoredApiKey key) {
            Caller caller = key.caller();
            return new Entry(
                    key.id(),
                    caller.tenant(),
                    key.client(),
                    caller.scopes().stream().map(Scope::text).sorted().toList(),
                    key.createdAt(),
                    key.expiresAt(),
                    key.revokedAt(),
                    key.lastUsedAt());
        }
    }

    private record Stored(UUID id) {}

    private record Shown(UUID id, String key) {}

    private record Revoked(UUID id) {}

    /** Newest first. */
    @Needs(Scope.OPS_ADMIN)
    @GetMapping(KEYS)
    Listed list(HttpServletRequest request) {
        int limit = QueryParameters.of(request, Set.of(LIMIT)).integer(LIMIT, 1, MAX_LIMIT, 100);
        return new Listed(keys.list(limit).stream().map(Entry::of).toList());
    }

    @Needs(Scope.OPS_ADMIN)
    @PostMapping(KEYS)
    ResponseEntity<String> make(HttpServletRequest request, JsonBody body) {
        ApiKeyRequest wanted = ApiKeyRequest.read(body, clock.instant());
        Subject subject = new Subject("api-key/" + wanted.key().client(), wanted.reason());
        return shownOnce(request, body, "make-api-key", subject, made -> keys.make(made, wanted.key()));
    }

    @Needs(Scope.OPS_ADMIN)
    @PostMapping(KEYS + "/{id}/rotation")
    ResponseEntity<String> rotate(@PathVariable String id, HttpServletRequest request, JsonBody body) {
        UUID old = PathId.uuid(id);
        Subject subject = new Subject("api-key/" + old, Actions.reasonIn(body));
        return shownOnce(request, body, "rotate-api-key", subject, made -> keys.rotate(old, made, settings.overlap()));
    }

    @Needs(Scope.OPS_ADMIN)
    @PostMapping(KEYS + "/{id}/revocation")
    ResponseEntity<String> revoke(@PathVariable String id, HttpServletRequest request, JsonBody body) {
        UUID key = PathId.uuid(id);
        Subject subject = new Subject("api-key/" + key, Actions.reasonIn(body));
        return actions.once(request, body, "revoke-api-key", subject, () -> {
            if (!keys.revoke(key)) {
                throw new ProblemException(HttpProblem.NOT_FOUND, "There is no key with this id that is not revoked.");
            }
            return new Revoked(key);
        });
    }

    private interface Storing {
        boolean store(Made made);
    }

    /** The result that is stored, and that a repeated request gets, is without the key. */
    private ResponseEntity<String> shownOnce(
            HttpServletRequest request, JsonBody body, String name, Subject subject, Storing storing) {
        Made made = keys.draw();
        Stored stored = new Stored(made.id());
        ResponseEntity<String> response = actions.once(request, body, name, subject, () -> {
            if (!storing.store(made)) {
                throw new ProblemException(
                        OperationsProblem.API_KEYS_UNFIT,
                        "A client has one key to rotate, and two valid ones at most.");
            }
            return stored;
        });
        return json.writeValueAsString(stored).equals(response.getBody())
                ? ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(json.writeValueAsString(
                                new Shown(made.id(), made.key().text())))
                : response;
    }
}
