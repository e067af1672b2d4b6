package com.acmecrm.integration.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits a batch so that each part holds at most one message of a key. Sending part after part then keeps the order of
 * each key whatever is retried in between, while different keys still travel together.
 */
final class Waves {

    private Waves() {}

    static List<List<Message>> of(List<Message> batch) {
        List<List<Message>> waves = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Message message : batch) {
            int wave = seen.merge(message.key(), 1, Integer::sum) - 1;
            if (wave == waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(wave).add(message);
        }
        return waves;
    }
}
