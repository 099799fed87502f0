package dev.downhill.bench.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Attacks the service, looks after each attack whether anything is lost, and prints a table: {@code bench/run attack}.
 *
 * <p>One process meets all attacks, one after the other. A new one takes its place after a limit was broken, so that the next
 * attack is judged alone.
 */
public final class AttackSuite {
    private static final double HEALTH = 1;
    private static final double LESSON = 5;
    private static final double UNCOUNTED_MEGABYTES = 90;

    private AttackSuite() {}

    public static void main(String[] names) throws Exception {
        Locale.setDefault(Locale.ROOT);
        List<Attack> all = Stream.of(
                        JobAttacks.all(),
                        BodyAttacks.all(),
                        AnswerAttacks.all(),
                        QueueAttacks.all(),
                        OwnerAttacks.all(),
                        StartAttacks.all())
                .flatMap(List::stream)
                .toList();
        if (List.of(names).contains("list")) {
            all.forEach(attack -> System.out.printf("%-24s %s%n", attack.name(), attack.sends()));
            return;
        }
        List<Attack> chosen = names.length == 0
                ? all
                : all.stream()
                        .filter(attack -> Set.of(names).contains(attack.name()))
                        .toList();
        List<String> broken = run(chosen);
        broken.forEach(line -> System.out.println("broken: " + line));
        System.exit(broken.isEmpty() ? 0 : 1);
    }

    private static List<String> run(List<Attack> attacks) throws Exception {
        System.out.println(
                "| attack | answers | health, longest | first lesson after | heap after collection | counted | notes"
                        + " |");
        System.out.println("|---|---|---|---|---|---|---|");
        List<String> broken = new ArrayList<>();
        Room room = Room.open();
        try {
            for (Attack attack : attacks) {
                List<String> found = judge(attack, room);
                found.forEach(line -> broken.add(attack.name() + ": " + line));
                if (!found.isEmpty() && attack != attacks.getLast()) {
                    room.close();
                    room = Room.open();
                }
            }
        } finally {
            room.close();
        }
        return broken;
    }

    /** Runs an attack, prints its row, and returns the limits that it broke. */
    private static List<String> judge(Attack attack, Room room) throws Exception {
        var tally = new Tally();
        var findings = new Findings();
        Scene scene = room.scene(tally, findings);
        double health;
        double lesson;
        try (HealthWatch watch = new HealthWatch(room.service(), attack.name())) {
            try {
                attack.work().on(scene);
            } catch (Exception e) {
                findings.broken("the attack ended with " + e);
            }
            lesson = room.honest().firstLesson();
            health = watch.longest();
            findings.expect(watch.wrong().isEmpty(), "health was answered " + watch.wrong());
        }
        findings.expect(room.service().isAlive(), "the process is dead");
        findings.expect(health <= HEALTH, "health took %.2f s".formatted(health));
        findings.expect(lesson <= LESSON, "the first lesson took %.2f s".formatted(lesson));
        findings.expect(tally.count(500) == 0, "there were answers 500");
        String memory = "- | -";
        if (room.service().isAlive()) {
            room.honest().lost().forEach(lost -> findings.broken("lost " + lost));
            Memory now = Memory.of(room.service(), room.teacher());
            memory = "%.0f MB | %.0f MB (%s)".formatted(now.heapMegabytes(), now.countedMegabytes(), now.holders());
            if (now.uncountedMegabytes() > UNCOUNTED_MEGABYTES) {
                room.service().dumpClasses(attack.name());
                findings.broken("%.0f MB of heap are not counted".formatted(now.uncountedMegabytes()));
            }
            scene.close();
            room.clear();
        }
        System.out.printf(
                "| %s | %s | %.2f s | %.2f s | %s | %s |%n",
                attack.name(), tally, health, lesson, memory, String.join("; ", findings.notes()));
        findings.broken().forEach(line -> System.out.println("<!-- broken: " + line + " -->"));
        return findings.broken();
    }
}
