package dev.ordersaga.privacy.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Bounded cache. What a running transaction puts into it is visible to that transaction alone until it commits, and is
 * forgotten if it does not.
 */
final class TransactionalCache<K, V> {

    private final Cache<K, V> committed;

    TransactionalCache(long atMost) {
        // The caller's thread maintains it: entries are small, and the common pool has one thread on two cores.
        committed = Caffeine.newBuilder()
                .maximumSize(atMost)
                .executor(Runnable::run)
                .build();
    }

    @Nullable
    V get(K key) {
        Map<K, V> own = own();
        V pending = own == null ? null : own.get(key);
        return pending == null ? committed.getIfPresent(key) : pending;
    }

    void put(K key, V value) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            ownOrNew().put(key, value);
        } else {
            committed.put(key, value);
        }
    }

    /** For what is committed whatever becomes of the running transaction. */
    void putCommitted(K key, V value) {
        committed.put(key, value);
    }

    void remove(K key) {
        committed.invalidate(key);
    }

    void clear() {
        committed.invalidateAll();
    }

    @SuppressWarnings("unchecked")
    private @Nullable Map<K, V> own() {
        return (Map<K, V>) TransactionSynchronizationManager.getResource(this);
    }

    private Map<K, V> ownOrNew() {
        Map<K, V> own = own();
        if (own != null) {
            return own;
        }
        Map<K, V> pending = new HashMap<>();
        TransactionSynchronizationManager.bindResource(this, pending);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void suspend() {
                Object unused = TransactionSynchronizationManager.unbindResourceIfPossible(TransactionalCache.this);
            }

            @Override
            public void resume() {
                TransactionSynchronizationManager.bindResource(TransactionalCache.this, pending);
            }

            @Override
            public void afterCommit() {
                committed.putAll(pending);
            }

            @Override
            public void afterCompletion(int status) {
                suspend();
            }
        });
        return pending;
    }
}
