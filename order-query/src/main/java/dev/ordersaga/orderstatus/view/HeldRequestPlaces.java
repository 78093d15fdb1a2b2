package dev.ordersaga.orderstatus.view;

import java.util.HashMap;
import java.util.Map;

/** Places for held requests, for all clients together and for each of them: no client can take those of all others. */
final class HeldRequestPlaces {

    private final int total;
    private final int perClient;
    private final Map<String, Integer> takenByClient = new HashMap<>();
    private int taken;

    HeldRequestPlaces(int total, int perClient) {
        this.total = total;
        this.perClient = perClient;
    }

    /** Takes a place; false if there is none for this client. */
    synchronized boolean tryTake(String client) {
        int ofClient = takenByClient.getOrDefault(client, 0);
        if (taken >= total || ofClient >= perClient) {
            return false;
        }
        taken++;
        takenByClient.put(client, ofClient + 1);
        return true;
    }

    synchronized void free(String client) {
        taken--;
        takenByClient.computeIfPresent(client, (name, count) -> count == 1 ? null : count - 1);
    }
}
