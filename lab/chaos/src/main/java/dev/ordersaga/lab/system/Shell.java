package dev.ordersaga.lab.system;

import java.io.IOException;

/** Runs commands of the operating system. */
public final class Shell {

    private Shell() {}

    /** @return whether the exit code was 0 */
    public static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0;
    }
}
