package dev.downhill.jobs.postgresql;

import dev.downhill.jobs.Job;
import dev.downhill.jobs.JobFilter;
import dev.downhill.jobs.JobStore;
import dev.downhill.jobs.ListedJob;
import dev.downhill.security.Sight;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes through the store of one process, and reads through that of another. */
record TwoStores(JobStore writing, JobStore reading) implements JobStore {
    @Override
    public void add(Job job) {
        writing.add(job);
    }

    @Override
    public void makeRoom() {
        writing.makeRoom();
    }

    @Override
    public void remove(Job job) {
        writing.remove(job);
    }

    @Override
    public void removeEndedBefore(Instant moment) {
        writing.removeEndedBefore(moment);
    }

    @Override
    public int count() {
        return writing.count();
    }

    @Override
    public long bytes() {
        return writing.bytes();
    }

    @Override
    public Optional<Job> find(String id) {
        return reading.find(id);
    }

    @Override
    public List<ListedJob> list(JobFilter which, Sight sight, long before, int limit) {
        return reading.list(which, sight, before, limit);
    }
}
