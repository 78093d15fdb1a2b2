package dev.ordersaga.operations.secrets;

import java.util.HexFormat;
import java.util.List;

/**
 * API keys that are published in this project's repository, for its tests and its lab. A service on loopback accepts
 * them; one that other machines can reach starts neither with such a key nor on a database that has one.
 */
public final class PublishedApiKeys {

    /** SHA-256 of each: a scanner for leaked keys finds none here. */
    private static final List<String> HASHES = List.of(
            "692c1ab6b6a44aceb87de346bd6174512d58b5b52353f6ab0195b15fefddb086",
            "d6f64466c35527fc252549e76163ffa6dcb22e6e2497858a0f7a8547a206f30b",
            "9076cdbeaed5d80ae8b2ca6af6c26b4307de2c75256c267ceb78e94f4825f803");

    private final boolean isReachable;

    /** @param isReachable whether any listener of this process is not on loopback */
    public PublishedApiKeys(boolean isReachable) {
        this.isReachable = isReachable;
    }

    /** The SHA-256 of the keys that must not be valid in this process. */
    public List<byte[]> refused() {
        return isReachable ? HASHES.stream().map(HexFormat.of()::parseHex).toList() : List.of();
    }

    /** Whether the key with this SHA-256 must not be valid in this process. */
    public boolean isRefused(byte[] hash) {
        return isReachable && HASHES.contains(HexFormat.of().formatHex(hash));
    }
}
