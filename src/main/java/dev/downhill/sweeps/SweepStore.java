package dev.downhill.sweeps;

import java.util.List;
import java.util.Optional;

/** The kept sweeps, bounded by {@link SweepBounds}. */
interface SweepStore {
    /**
     * Keeps a new sweep, and evicts others for it.
     *
     * @throws TooManySweeps if too many sweeps are running
     */
    void add(Sweep sweep, SweepReader.Plan plan);

    /** Returns a sweep that the caller may see. */
    Optional<Sweep> get(String id);

    /** Returns the sweeps that the caller may see, the newest first. */
    List<Sweep> list();

    /** Forgets a sweep; its run ends, wherever it is. */
    void remove(Sweep sweep);

    /** Notes that a sweep hands out no more jobs, wherever its run is. */
    void cancel(Sweep sweep);

    /** The order that the run of a sweep follows. */
    enum Order {
        GO_ON,
        /** The sweep was cancelled or deleted. */
        STOP,
        /** Another process goes on with it. */
        LEAVE
    }

    /** Returns what the run of a sweep in this process is to do. */
    Order order(Sweep sweep);

    /**
     * Returns the id for the job of a trial, always the same, so that a process that goes on with the sweep finds the job.
     *
     * @param suggested is taken if there is none yet
     */
    String nameJob(Sweep sweep, Trial trial, String suggested);

    /** Keeps the state of a trial. */
    void note(Sweep sweep, Trial trial);

    /** Keeps a sweep whose run is over. */
    void end(Sweep sweep);

    /** Returns whether sweeps go on in another process when this one stops. */
    boolean outlivesThisProcess();
}
