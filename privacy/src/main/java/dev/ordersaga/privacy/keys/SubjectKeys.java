package dev.ordersaga.privacy.keys;

import com.fasterxml.uuid.Generators;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys of persons: found by their random identifier (subject) or by the person's own, created when a person is seen for
 * the first time, and cached within the limits of {@link KeyLease}. A key that was created exists if its transaction commits.
 */
public final class SubjectKeys {

    private static final String CHECKED_TEXT = "order-saga search key";

    private final SubjectKeyTable table;
    private final KeyRing ring;
    private final SecureRandom random;
    private final KeyLease lease;
    private final TransactionalCache<UUID, Optional<SubjectKey>> keys;
    private final TransactionalCache<String, UUID> subjects;

    SubjectKeys(JdbcClient jdbc, KeyRing ring, SecureRandom random, CacheLimits limits, LongSupplier nanoTime) {
        this.table = new SubjectKeyTable(jdbc);
        this.ring = ring;
        this.random = random;
        this.keys = new TransactionalCache<>(limits.keys());
        this.subjects = new TransactionalCache<>(limits.keys());
        this.lease = new KeyLease(
                limits.lease(), table::beingErased, erased -> erased.forEach(keys::remove), keys::clear, nanoTime);
    }

    /** @param keys the maximum number of keys in memory */
    public record CacheLimits(int keys, Duration lease) {}

    /** @throws IllegalStateException if other processes of this database use another search key */
    public static SubjectKeys of(JdbcClient jdbc, KeyRing ring, SecureRandom random, CacheLimits limits) {
        SubjectKeys keys = new SubjectKeys(jdbc, ring, random, limits, System::nanoTime);
        byte[] hash = ring.hash(CHECKED_TEXT);
        if (!MessageDigest.isEqual(hash, keys.table.searchKeyCheck(hash))) {
            throw new IllegalStateException(
                    "The search key of the key file is not the one that this database was filled with:"
                            + " persons would not be found. Use the key file of the other services.");
        }
        return keys;
    }

    public KeyLease lease() {
        return lease;
    }

    /** Empty once it is erased. */
    public Optional<SubjectKey> find(UUID subject) {
        lease.require();
        Optional<SubjectKey> known = keys.get(subject);
        if (known == null) {
            load(Set.of(subject));
            known = keys.get(subject);
        }
        return known == null ? readUncached(subject) : known;
    }

    /** Loads those that are not in memory by one statement. */
    public void announce(Collection<UUID> wanted) {
        lease.require();
        Set<UUID> missing =
                wanted.stream().filter(subject -> keys.get(subject) == null).collect(Collectors.toUnmodifiableSet());
        if (!missing.isEmpty()) {
            load(missing);
        }
    }

    /** The subject of a person who has a key; empty for an unknown person, or an erased one. */
    public Optional<UUID> subjectOf(String person) {
        byte[] hash = ring.hash(person);
        UUID known = subjects.get(name(hash));
        if (known != null && find(known).isPresent()) {
            return Optional.of(known);
        }
        long checks = lease.checks();
        List<StoredKey> found = table.ofPersons(List.of(hash));
        found.forEach(stored -> remember(stored, checks));
        return found.stream().map(StoredKey::subject).findFirst();
    }

    /** The person's key, which is created if there is none. */
    public SubjectKey ofPerson(String person) {
        return Objects.requireNonNull(ofPersons(Set.of(person)).get(person));
    }

    /** The keys of these persons: those that are not in memory by one statement, and the new ones by another. */
    public Map<String, SubjectKey> ofPersons(Collection<String> persons) {
        lease.require();
        Map<String, SubjectKey> found = new LinkedHashMap<>();
        Map<String, byte[]> missing = new LinkedHashMap<>();
        for (String person : persons) {
            byte[] hash = ring.hash(person);
            SubjectKey key = cached(hash);
            if (key == null) {
                missing.put(person, hash);
            } else {
                found.put(person, key);
            }
        }
        if (!missing.isEmpty()) {
            Map<String, SubjectKey> loaded = loadOrCreate(missing.values());
            missing.forEach((person, hash) -> found.put(person, Objects.requireNonNull(loaded.get(name(hash)))));
        }
        return found;
    }

    /**
     * Wraps up to {@code limit} keys with the current wrapping key that another one wraps.
     *
     * @return how many; 0 if none is left
     */
    public int rewrap(int limit) {
        List<StoredKey> old = table.notWrappedBy(ring.current(), limit);
        for (StoredKey key : old) {
            byte[] bytes = ring.unwrap(key.subject(), key.wrapped(), key.wrappingKey());
            table.replace(new StoredKey(
                    key.subject(),
                    key.person(),
                    ring.wrap(key.subject(), bytes, random),
                    ring.current(),
                    key.isErasing()));
        }
        return old.size();
    }

    private @Nullable SubjectKey cached(byte[] hash) {
        UUID subject = subjects.get(name(hash));
        Optional<SubjectKey> key = subject == null ? null : keys.get(subject);
        return key == null ? null : key.orElse(null);
    }

    private Map<String, SubjectKey> loadOrCreate(Collection<byte[]> persons) {
        Map<String, byte[]> missing = persons.stream()
                .collect(Collectors.toMap(SubjectKeys::name, hash -> hash, (a, b) -> a, LinkedHashMap::new));
        Map<String, SubjectKey> found = new LinkedHashMap<>();
        while (!missing.isEmpty()) {
            long checks = lease.checks();
            for (StoredKey stored : table.ofPersons(missing.values())) {
                found.put(name(stored.person()), remember(stored, checks));
                missing.remove(name(stored.person()));
            }
            if (!missing.isEmpty()) {
                // Those that another transaction adds meanwhile are found in the next round.
                create(missing.values()).forEach(created -> {
                    found.put(name(created.person()), rememberPending(created));
                    missing.remove(name(created.person()));
                });
            }
        }
        return found;
    }

    private List<StoredKey> create(Collection<byte[]> persons) {
        List<StoredKey> created = new ArrayList<>();
        for (byte[] person : persons) {
            UUID subject = Generators.randomBasedGenerator(random).generate();
            byte[] key = AesGcm.random(AesGcm.KEY_BYTES, random);
            created.add(new StoredKey(subject, person, ring.wrap(subject, key, random), ring.current(), false));
        }
        Set<UUID> added = table.add(created);
        return created.stream().filter(key -> added.contains(key.subject())).toList();
    }

    private void load(Set<UUID> wanted) {
        long checks = lease.checks();
        List<StoredKey> found = table.ofSubjects(wanted);
        found.forEach(stored -> remember(stored, checks));
        Set<UUID> present = found.stream().map(StoredKey::subject).collect(Collectors.toSet());
        wanted.stream()
                .filter(subject -> !present.contains(subject))
                .forEach(subject -> keys.putCommitted(subject, Optional.empty()));
    }

    private Optional<SubjectKey> readUncached(UUID subject) {
        return table.ofSubjects(Set.of(subject)).stream().findFirst().map(this::unwrapped);
    }

    /** @param checks as before it was read: an erasure may have been committed and checked since then */
    private SubjectKey remember(StoredKey stored, long checks) {
        SubjectKey key = unwrapped(stored);
        keys.putCommitted(stored.subject(), Optional.of(key));
        subjects.putCommitted(name(stored.person()), stored.subject());
        if (lease.checks() != checks) {
            keys.remove(stored.subject());
        }
        return key;
    }

    private SubjectKey rememberPending(StoredKey created) {
        SubjectKey key = unwrapped(created);
        keys.put(created.subject(), Optional.of(key));
        subjects.put(name(created.person()), created.subject());
        return key;
    }

    private SubjectKey unwrapped(StoredKey stored) {
        byte[] key = ring.unwrap(stored.subject(), stored.wrapped(), stored.wrappingKey());
        return SubjectKey.of(stored.subject(), key, stored.isErasing());
    }

    private static String name(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
