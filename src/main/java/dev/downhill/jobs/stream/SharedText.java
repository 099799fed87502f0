package dev.downhill.jobs.stream;

import dev.downhill.memory.Reservation;

/** The data of an event that several readers send; its bytes are reserved until the last of its holders closes it. */
final class SharedText implements AutoCloseable {
    private final byte[] json;
    private final Reservation memory;
    private int holders = 1;

    /** @param memory the bytes that it takes; its own from here on */
    SharedText(byte[] json, Reservation memory) {
        this.json = json;
        this.memory = memory;
    }

    /** Takes part in holding it; returns false where the last holder has closed it. */
    synchronized boolean share() {
        if (holders == 0) {
            return false;
        }
        holders++;
        return true;
    }

    byte[] json() {
        return json;
    }

    @Override
    public synchronized void close() {
        holders--;
        if (holders == 0) {
            memory.close();
        }
    }
}
