package dev.downhill.sweeps;

import dev.downhill.database.Database;
import dev.downhill.database.Nanos;
import dev.downhill.database.Replica;
import dev.downhill.jobs.JobStatus;
import dev.downhill.jobs.SubmittedJob;
import dev.downhill.security.Caller;
import dev.downhill.training.run.Outcome;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sweeps as rows that all processes share. A process that is asked for one reads the state of its jobs from their own rows. */
final class SharedSweeps implements SweepStore {
    /** Only one process adds a sweep at a time. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('downhill sweeps'))";

    private static final JsonMapper JSON = new JsonMapper();

    private final Database database;
    private final Replica replica;
    private final SweepBounds bounds;

    SharedSweeps(Database database, Replica replica, SweepsProperties properties) {
        this.database = database;
        this.replica = replica;
        this.bounds = new SweepBounds(properties);
    }

    @Override
    public void add(Sweep sweep, SweepReader.Plan plan) {
        int unused = database.atOnce(client -> {
            client.sql(LOCK).query((row, number) -> "").single();
            bounds.requirePlace(sweep.owner(), kept(client));
            insert(client, sweep, plan);
            for (String id : bounds.evicted(kept(client))) {
                delete(client, id);
            }
            return 1;
        });
    }

    private static List<SweepBounds.Kept> kept(JdbcClient client) {
        return client.sql("SELECT id, owner, ended FROM sweep ORDER BY number")
                .query((row, unused) ->
                        new SweepBounds.Kept(row.getString("id"), row.getString("owner"), row.getBoolean("ended")))
                .list();
    }

    private void insert(JdbcClient client, Sweep sweep, SweepReader.Plan plan) {
        client.sql("""
                        INSERT INTO sweep (id, owner, created, specification, grid, replica)
                        VALUES (:id, :owner, :created, :specification, :grid, :me)
                        """)
                .param("id", sweep.id())
                .param("owner", sweep.owner())
                .param("created", Nanos.of(sweep.createdAt()))
                .param("specification", JSON.writeValueAsBytes(plan.specification()))
                .param("grid", JSON.writeValueAsBytes(sweep.grid().values()))
                .param("me", replica.id())
                .update();
        client.sql("INSERT INTO sweep_trial (sweep, place) SELECT :id, generate_series(0, :last)")
                .param("id", sweep.id())
                .param("last", sweep.trials().size() - 1)
                .update();
    }

    private static int delete(JdbcClient client, String id) {
        return client.sql("DELETE FROM sweep WHERE id = :id").param("id", id).update();
    }

    /** The columns of a sweep that are shown. */
    private record Head(String id, String owner, Instant createdAt, Grid grid, boolean cancelled) {
        static Head of(ResultSet row, int unused) throws SQLException {
            return new Head(
                    row.getString("id"),
                    row.getString("owner"),
                    Nanos.instant(row.getLong("created")),
                    grid(row.getBytes("grid")),
                    row.getBoolean("cancelled"));
        }

        private static Grid grid(byte[] json) {
            Map<String, List<JsonNode>> values = new LinkedHashMap<>();
            JSON.readTree(new String(json, StandardCharsets.UTF_8))
                    .properties()
                    .forEach(field -> values.put(
                            field.getKey(), List.copyOf(field.getValue().values())));
            return new Grid(values);
        }

        Sweep with(Map<Integer, Trial.State> states) {
            List<List<GridValue>> points = grid.points();
            List<Trial> trials = IntStream.range(0, points.size())
                    .mapToObj(place ->
                            new Trial(place, points.get(place), states.getOrDefault(place, new Trial.Waiting())))
                    .toList();
            return Sweep.shown(id, owner, createdAt, grid, trials, cancelled);
        }
    }

    private static final String HEAD = "SELECT id, owner, created, grid, cancelled FROM sweep ";

    @Override
    public Optional<Sweep> get(String id) {
        if (id.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        List<Head> found = database.run(client -> client.sql(HEAD + "WHERE id = :id")
                .param("id", id)
                .query(Head::of)
                .list());
        return sweeps(found).stream().findFirst();
    }

    @Override
    public List<Sweep> list() {
        return sweeps(database.run(client ->
                client.sql(HEAD + "ORDER BY number DESC").query(Head::of).list()));
    }

    private List<Sweep> sweeps(List<Head> heads) {
        List<Head> seen =
                heads.stream().filter(head -> Caller.maySee(head.owner())).toList();
        if (seen.isEmpty()) {
            return List.of();
        }
        Map<String, Map<Integer, Trial.State>> states =
                states(seen.stream().map(Head::id).toList());
        return seen.stream()
                .map(head -> head.with(states.getOrDefault(head.id(), Map.of())))
                .toList();
    }

    /** Returns the states of trials, as their jobs' rows are now, by the sweeps' ids and the trials' places. */
    private Map<String, Map<Integer, Trial.State>> states(List<String> sweeps) {
        record Found(String sweep, int place, Trial.State state) {}
        return database
                .run(client -> client.sql("""
                                SELECT t.sweep, t.place, t.given_up, t.job, t.status, t.outcome, t.final_loss,
                                    j.status AS now, j.outcome AS now_outcome, j.final_loss AS now_loss
                                FROM sweep_trial t LEFT JOIN job j ON j.id = t.job WHERE t.sweep IN (:sweeps)
                                """)
                        .param("sweeps", sweeps)
                        .query((row, unused) -> new Found(row.getString("sweep"), row.getInt("place"), state(row)))
                        .list())
                .stream()
                .collect(Collectors.groupingBy(Found::sweep, Collectors.toMap(Found::place, Found::state)));
    }

    private static Trial.State state(ResultSet row) throws SQLException {
        String job = row.getString("job");
        if (row.getBoolean("given_up")) {
            return new Trial.GivenUp();
        }
        String now = row.getString("now");
        String known = row.getString("status");
        if (job == null || now == null && known == null) {
            return new Trial.Waiting();
        }
        SubmittedJob.Standing standing = now != null
                ? standing(now, row.getString("now_outcome"), row.getObject("now_loss", Double.class))
                : afterItsJob(row, known);
        return new Trial.Seen(job, SubmittedJob.path(job), standing);
    }

    /** A job that was deleted before its end was cancelled first. */
    private static SubmittedJob.Standing afterItsJob(ResultSet row, @Nullable String known) throws SQLException {
        SubmittedJob.Standing last = standing(
                known == null ? JobStatus.CANCELLED.name() : known,
                row.getString("outcome"),
                row.getObject("final_loss", Double.class));
        return last.ended() ? last : standing(JobStatus.CANCELLED.name(), null, null);
    }

    private static SubmittedJob.Standing standing(String status, @Nullable String outcome, @Nullable Double loss) {
        JobStatus is = JobStatus.valueOf(status);
        return new SubmittedJob.Standing(
                is.text(), is.hasEnded(), outcome == null ? null : Outcome.valueOf(outcome), loss);
    }

    @Override
    public void remove(Sweep sweep) {
        int unused = database.run(client -> delete(client, sweep.id()));
        sweep.forget();
    }

    @Override
    public void cancel(Sweep sweep) {
        int unused = database.run(client -> client.sql("UPDATE sweep SET cancelled = true WHERE id = :id")
                .param("id", sweep.id())
                .update());
        sweep.cancel();
    }

    private record Standing(boolean cancelled, long replica) {}

    @Override
    public Order order(Sweep sweep) {
        Standing now = database.run(client -> client.sql("SELECT cancelled, replica FROM sweep WHERE id = :id")
                        .param("id", sweep.id())
                        .query((row, unused) -> new Standing(row.getBoolean("cancelled"), row.getLong("replica")))
                        .optional())
                .orElse(null);
        if (now == null || now.cancelled()) {
            sweep.cancel();
            return Order.STOP;
        }
        return now.replica() == replica.id() ? Order.GO_ON : Order.LEAVE;
    }

    @Override
    public String nameJob(Sweep sweep, Trial trial, String suggested) {
        return database.run(client -> client.sql("""
                        UPDATE sweep_trial SET job = coalesce(job, :suggested) WHERE sweep = :sweep AND place = :place
                        RETURNING job
                        """)
                .param("suggested", suggested)
                .param("sweep", sweep.id())
                .param("place", trial.place())
                .query(String.class)
                .optional()
                .orElse(suggested));
    }

    @Override
    public void note(Sweep sweep, Trial trial) {
        SubmittedJob.Standing standing = trial.standing();
        int unused = database.run(client -> client.sql("""
                        UPDATE sweep_trial SET given_up = :given, status = :status, outcome = :outcome, final_loss = :loss
                        WHERE sweep = :sweep AND place = :place
                        """)
                .param("given", trial.state() instanceof Trial.GivenUp)
                .param("status", standing == null ? null : status(standing), Types.VARCHAR)
                .param(
                        "outcome",
                        standing == null || standing.outcome() == null
                                ? null
                                : standing.outcome().name(),
                        Types.VARCHAR)
                .param("loss", standing == null ? null : standing.finalLoss(), Types.DOUBLE)
                .param("sweep", sweep.id())
                .param("place", trial.place())
                .update());
    }

    private static String status(SubmittedJob.Standing standing) {
        for (JobStatus status : JobStatus.values()) {
            if (status.text().equals(standing.status())) {
                return status.name();
            }
        }
        throw new IllegalStateException("a job is " + standing.status());
    }

    @Override
    public void end(Sweep sweep) {
        int unused = database.run(
                client -> client.sql("UPDATE sweep SET ended = true, replica = NULL WHERE id = :id AND replica = :me")
                        .param("id", sweep.id())
                        .param("me", replica.id())
                        .update());
    }

    @Override
    public boolean outlivesThisProcess() {
        return true;
    }

    /** A sweep whose process is gone, and its plan. */
    record Orphan(Sweep sweep, SweepReader.Plan plan) {}

    /**
     * Takes the sweeps of processes that are gone.
     *
     * @throws dev.downhill.database.DatabaseUnavailable if the database does not answer
     */
    List<Orphan> adopt() {
        // A process that was cut off itself cannot know whether others are gone.
        if (database.reachableFor().compareTo(replica.lease()) <= 0) {
            return List.of();
        }
        record Taken(Head head, ObjectNode specification) {}
        List<Taken> taken = database.run(client -> client.sql("""
                        UPDATE sweep SET replica = :me
                        WHERE NOT ended AND (replica IS NULL
                            OR NOT EXISTS (SELECT FROM replica r WHERE r.id = sweep.replica AND r.lease_until > now()))
                        RETURNING id, owner, created, grid, cancelled, specification
                        """)
                .param("me", replica.id())
                .query((row, unused) ->
                        new Taken(Head.of(row, unused), (ObjectNode) JSON.readTree(row.getBytes("specification"))))
                .list());
        return taken.stream()
                .map(orphan -> new Orphan(
                        orphan.head()
                                .with(states(List.of(orphan.head().id()))
                                        .getOrDefault(orphan.head().id(), Map.of())),
                        new SweepReader.Plan(
                                orphan.specification(), orphan.head().grid())))
                .toList();
    }

    /** Gives a sweep back that was taken, for whoever takes it next. */
    void giveBack(Sweep sweep) {
        int unused =
                database.run(client -> client.sql("UPDATE sweep SET replica = NULL WHERE id = :id AND replica = :me")
                        .param("id", sweep.id())
                        .param("me", replica.id())
                        .update());
    }
}
