package dev.downhill.bench.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** A service with a teacher, an honest student whose work is done, and three who attack. */
final class Room implements AutoCloseable {
    private static final String TEACHER = "the-key-of-the-teacher";
    private static final String HONEST = "the-key-of-an-honest-student";
    /** How many students there are beside these. */
    static final int STUDENTS = 30;

    private static final List<String> ATTACKERS =
            IntStream.range(0, 3).mapToObj(i -> "the-key-of-attacker-" + i).toList();

    private final ServiceProcess service;
    private final Client teacher;
    private final HonestStudent honest;

    private Room(ServiceProcess service) {
        this.service = service;
        this.teacher = new Client(service, TEACHER, new Tally());
        this.honest = new HonestStudent(new Client(service, HONEST, new Tally()));
    }

    /** Starts a service; the honest student works. */
    static Room open() throws Exception {
        List<String> options = new ArrayList<>(List.of(
                "--downhill.security.keys.teacher=" + TEACHER, "--downhill.security.keys.students.honest=" + HONEST));
        for (int i = 0; i < ATTACKERS.size(); i++) {
            options.add("--downhill.security.keys.students.attacker%d=%s".formatted(i, ATTACKERS.get(i)));
        }
        for (int i = 0; i < STUDENTS; i++) {
            options.add("--downhill.security.keys.students.student%d=%s".formatted(i, studentKey(i)));
        }
        var room = new Room(ServiceProcess.start(options.toArray(String[]::new)));
        room.honest.work();
        return room;
    }

    private static String studentKey(int number) {
        return "the-key-of-student-" + number;
    }

    /** Returns one of the other students. */
    Client student(int number, Tally tally) {
        return new Client(service, studentKey(number), tally);
    }

    ServiceProcess service() {
        return service;
    }

    HonestStudent honest() {
        return honest;
    }

    Client teacher() {
        return teacher;
    }

    Scene scene(Tally tally, Findings findings) {
        List<Client> attackers =
                ATTACKERS.stream().map(key -> new Client(service, key, tally)).toList();
        return new Scene(service, ATTACKERS, attackers, honest, teacher, tally, findings);
    }

    /** Deletes all that the attackers have, so that the next attack finds an empty room. */
    void clear() throws InterruptedException {
        for (String key : ATTACKERS) {
            try (Client attacker = new Client(service, key, new Tally())) {
                clear(attacker);
            }
        }
    }

    private static void clear(Client attacker) throws InterruptedException {
        // Those that wait and run first, so that none takes the place of one that is deleted.
        for (String list :
                List.of("/jobs?limit=1000&status=queued", "/jobs?limit=1000&status=running", "/jobs?limit=1000")) {
            List<String> jobs = locations(attacker, list, "jobs", "/jobs/");
            while (!jobs.isEmpty()) {
                for (String job : jobs) {
                    attacker.send("DELETE", job, new byte[0]);
                }
                jobs = locations(attacker, list, "jobs", "/jobs/");
            }
        }
        for (String dataset : locations(attacker, "/datasets", "datasets", "/datasets/")) {
            attacker.send("DELETE", dataset, new byte[0]);
        }
    }

    private static List<String> locations(Client client, String list, String field, String prefix)
            throws InterruptedException {
        Answer answer = client.get(list);
        if (answer.status() != 200) {
            return List.of();
        }
        JsonNode entries = answer.json().path(field);
        return entries.valueStream()
                .map(entry -> prefix + entry.path("id").asString(""))
                .toList();
    }

    @Override
    public void close() throws InterruptedException {
        teacher.close();
        honest.client().close();
        service.close();
    }
}
