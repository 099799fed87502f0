package dev.downhill.bench.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an attack finds.
 *
 * @param attackers clients with keys of their own; most attacks need the first one only
 */
record Scene(
        ServiceProcess service,
        List<String> keys,
        List<Client> attackers,
        HonestStudent honest,
        Client teacher,
        Tally tally,
        Findings findings)
        implements AutoCloseable {

    Client attacker() {
        return attackers.getFirst();
    }

    String key() {
        return keys.getFirst();
    }

    /** Returns the scene as one of the attackers finds it. */
    Scene of(int attacker) {
        return new Scene(
                service,
                List.of(keys.get(attacker)),
                List.of(attackers.get(attacker)),
                honest,
                teacher,
                tally,
                findings);
    }

    /** Opens connections, does something with each, holds all of them for a time, and closes them. */
    void hold(int count, int seconds, Opening opening) throws Exception {
        List<Wire> wires = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                Wire wire = Wire.to(service);
                wires.add(wire);
                try {
                    opening.on(wire, i);
                } catch (IOException e) {
                    tally.add("closed");
                }
            }
            Thread.sleep(seconds * 1000L);
        } finally {
            wires.forEach(Wire::close);
        }
    }

    /** Cancels the sweeps of the attackers, and lets them go. */
    @Override
    public void close() throws InterruptedException {
        for (Client attacker : attackers) {
            attacker.cancelSweeps();
            attacker.close();
        }
    }

    /** What is done with a new connection. */
    @FunctionalInterface
    interface Opening {
        void on(Wire wire, int number) throws Exception;
    }
}
