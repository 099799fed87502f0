package dev.downhill.survival;

import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 as Tomcat has it, with threads of their own for health. Tomcat makes it by the name of its class. */
public final class HealthFirstProtocol extends Http11NioProtocol {
    private final HealthFirstEndpoint endpoint;

    public HealthFirstProtocol() {
        this(new HealthFirstEndpoint());
    }

    private HealthFirstProtocol(HealthFirstEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** Returns what decides which thread a request gets. */
    HealthFirstEndpoint healthFirst() {
        return endpoint;
    }
}
