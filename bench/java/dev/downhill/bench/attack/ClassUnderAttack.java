package dev.downhill.bench.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Thirty simulated students, first alone, then with three attackers among them, and how long their requests take: {@code bench/run
 * classroom [seconds]}.
 */
public final class ClassUnderAttack {
    private static final int SECONDS = 600;

    /** The attacks of each attacker, one after the other, again and again. */
    private static final List<List<String>> ATTACKERS = List.of(
            List.of(
                    "half-objects",
                    "unknown-keys",
                    "large-data",
                    "empty-objects",
                    "refused-sweeps",
                    "slow-bodies",
                    "tables"),
            List.of(
                    "wide-networks",
                    "planes",
                    "long-texts",
                    "long-queue",
                    "sweeps",
                    "outer-products",
                    "large-kept-jobs"),
            List.of(
                    "stalled-readers",
                    "plots",
                    "surfaces",
                    "predictions",
                    "drawings",
                    "models",
                    "transcripts",
                    "fleeting-readers"));

    private ClassUnderAttack() {}

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SECONDS;
        boolean held = school("without attackers", seconds, List.of());
        held &= school("with three attackers", seconds, ATTACKERS);
        System.exit(held ? 0 : 1);
    }

    /** Lets the students learn, and prints how that went; returns whether health answered, and nothing was lost or wrong. */
    private static boolean school(String title, int seconds, List<List<String>> attackers) throws Exception {
        var timings = new Timings();
        var answers = new Tally();
        var wrong = new Tally();
        var attacks = new Tally();
        try (Room room = Room.open();
                HealthWatch watch = new HealthWatch(room.service(), title.replace(' ', '-'))) {
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < attackers.size(); i++) {
                Scene scene = room.scene(attacks, new Findings()).of(i);
                List<Attack> all = named(attackers.get(i));
                threads.add(Thread.ofVirtual().start(() -> attack(all, scene, end)));
            }
            Together.times(Room.STUDENTS, number -> {
                try (Client client = room.student(number, answers)) {
                    new Student(client, number, timings, wrong).learn(end);
                }
            });
            for (Thread thread : threads) {
                thread.interrupt();
            }
            double lesson = room.honest().firstLesson();
            List<String> lost = room.service().isAlive() ? room.honest().lost() : List.of("all: the process is dead");
            System.out.printf("%n## %d students %s, %d s%n%n", Room.STUDENTS, title, seconds);
            timings.print();
            System.out.printf(
                    "%nanswers: %s%nnot as expected: %s%nhealth, longest: %.2f s%s%nfirst lesson after: %.2f s%nlost:"
                            + " %s%nthe attackers' answers: %s%n",
                    answers, wrong, watch.longest(), watch.wrong(), lesson, lost, attacks);
            return lost.isEmpty() && watch.longest() <= 1 && watch.wrong().isEmpty() && wrong.isEmpty();
        }
    }

    private static List<Attack> named(List<String> names) {
        Map<String, Attack> known = Stream.of(
                        JobAttacks.all(),
                        BodyAttacks.all(),
                        AnswerAttacks.all(),
                        QueueAttacks.all(),
                        OwnerAttacks.all())
                .flatMap(List::stream)
                .collect(Collectors.toMap(Attack::name, Function.identity()));
        return names.stream().map(known::get).toList();
    }

    private static void attack(List<Attack> attacks, Scene scene, long end) {
        while (System.nanoTime() < end) {
            for (Attack attack : attacks) {
                try {
                    attack.work().on(scene);
                } catch (InterruptedException e) {
                    return;
                } catch (Exception e) {
                    // An attacker does not mind.
                    scene.tally().add("an attack ended with " + e.getClass().getSimpleName());
                }
            }
        }
    }
}
