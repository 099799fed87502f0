package dev.downhill.sweeps;

import dev.downhill.database.DatabaseUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Goes on with the sweeps of processes that are gone. */
final class SweepAdoption {
    private static final Logger log = LoggerFactory.getLogger(SweepAdoption.class);

    private final SharedSweeps store;
    private final Sweeps sweeps;

    SweepAdoption(SharedSweeps store, Sweeps sweeps) {
        this.store = store;
        this.sweeps = sweeps;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void adopt() {
        try {
            for (SharedSweeps.Orphan orphan : store.adopt()) {
                try {
                    log.info("Going on with sweep {}", orphan.sweep().id());
                    sweeps.goOn(orphan.sweep(), orphan.plan());
                } catch (RuntimeException e) {
                    log.info(
                            "Sweep {} cannot go on here now: {}", orphan.sweep().id(), e.getMessage());
                    store.giveBack(orphan.sweep());
                }
            }
        } catch (DatabaseUnavailable e) {
            log.debug("Sweeps of others are looked for later", e);
        }
    }
}
