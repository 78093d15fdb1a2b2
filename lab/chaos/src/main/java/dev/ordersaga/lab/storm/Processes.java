package dev.ordersaga.lab.storm;

import java.io.IOException;

/** Commands of the operating system. */
final class Processes {

    private Processes() {}

    /** @return whether it ended well */
    static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0;
    }
}
