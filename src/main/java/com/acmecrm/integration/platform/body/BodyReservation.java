package com.acmecrm.integration.platform.body;

import com.acmecrm.integration.platform.body.MemoryPool.Reservation;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the body of this request holds of {@link BodyMemory}. It ends with the request, however that ends, also one that
 * is answered later by another thread: the parsed values live as long.
 */
@RequestScoped
public class BodyReservation {

    /** The pieces as they come, and the one array of all of them. */
    private static final int COPIES = 2;

    @Inject
    BodyMemory memory;

    private final List<Reservation> received = new ArrayList<>();
    private final List<Reservation> parsed = new ArrayList<>();

    /**
     * Reads a body. Memory is reserved before: what the client has announced, or, where it has announced nothing or
     * sends more, first for a small body and then for the largest that is allowed.
     *
     * @param announcedBytes negative if the client has not said
     * @param maxBytes one byte more may be returned, so that the caller sees that it is too large
     * @throws NoBodyMemoryException if no memory was free in time
     */
    public byte[] receive(InputStream body, long announcedBytes, int maxBytes) throws IOException {
        int expected = (int) Math.min(announcedBytes < 0 ? BodyMemory.SMALL_BYTES : announcedBytes, maxBytes);
        reserveToReceive(expected);
        byte[] first = body.readNBytes(expected + 1);
        if (first.length <= expected || expected == maxBytes) {
            return first;
        }
        reserveToReceive(maxBytes);
        byte[] rest = body.readNBytes(maxBytes + 1 - first.length);
        byte[] all = Arrays.copyOf(first, first.length + rest.length);
        System.arraycopy(rest, 0, all, first.length, rest.length);
        return all;
    }

    private void reserveToReceive(int bytes) {
        received.add(memory.toReceive(bytes).reserve((long) COPIES * bytes));
    }

    /** Whether this node could ever parse it, with every other request gone. */
    public boolean canParse(byte[] json) {
        return memory.toParse(json.length).fits(JsonFootprint.of(json));
    }

    /**
     * Reserves what the values take, until the request ends.
     *
     * @throws NoBodyMemoryException if no memory was free in time
     */
    public void reserveToParse(byte[] json) {
        parsed.add(memory.toParse(json.length).reserve(JsonFootprint.of(json)));
    }

    /** The bytes are not needed any more; the parsed values are. */
    public void releaseReceived() {
        received.forEach(Reservation::release);
    }

    @PreDestroy
    void release() {
        releaseReceived();
        parsed.forEach(Reservation::release);
    }
}
