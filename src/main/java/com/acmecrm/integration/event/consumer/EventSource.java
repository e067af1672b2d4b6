package com.acmecrm.integration.event.consumer;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Where events come from, shared out among the nodes by partition. Used by one thread, but for {@link #wakeUp}. */
public interface EventSource {

    /** Makes ready what receiving needs, as often as it is called; throws when that cannot be had now. */
    void open();

    /** The next messages in the order of their partitions; none after a while without any. */
    List<Delivery> poll(Duration patience);

    /** The partitions that are this node's now, each with the offset that comes next. */
    Map<Integer, Long> positions();

    /** How many messages lie behind those positions, as far as is known. */
    long lag();

    /** Keeps the positions: whoever has the partitions next goes on from there. */
    void commit();

    /** Delivers again what came since the last commit. */
    void rewind();

    /** Gives the partitions back, and begins at the last commit when it is opened again. */
    void close();

    /** Ends a poll at once; from any thread. */
    void wakeUp();
}
