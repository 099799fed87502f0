package dev.downhill;

import java.io.IOException;
import java.util.List;

/** A program that a test needs. */
public final class InstalledTool {
    private InstalledTool() {}

    /** Returns whether a program is installed: whether it says its version. */
    public static boolean isThere(String program) throws InterruptedException {
        return succeeds(List.of(program, "--version"));
    }

    /** Returns whether a command exists and ends with exit code 0; its output is dropped. */
    public static boolean succeeds(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
