package dev.ordersaga.lab.storm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of a few hundred megabytes in memory that can be filled up; where none can be mounted, nothing is. */
final class SmallDisk implements AutoCloseable {

    private static final String MEGABYTES = "900";

    private final Path folder;
    private final boolean isMounted;

    private SmallDisk(Path folder, boolean isMounted) {
        this.folder = folder;
        this.isMounted = isMounted;
    }

    /** Mounts one at {@code folder}, which only root may do. */
    static SmallDisk mount(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        boolean isMounted =
                Processes.run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", folder.toString());
        return new SmallDisk(folder, isMounted);
    }

    boolean isMounted() {
        return isMounted;
    }

    /** Leaves not one byte. */
    void fill() throws IOException, InterruptedException {
        // Too much on purpose: it ends when there is nothing left.
        Processes.run("dd", "if=/dev/zero", "of=" + ballast(), "bs=1M", "count=" + MEGABYTES);
    }

    void free() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (isMounted) {
            Processes.run("umount", "-l", folder.toString());
        }
    }
}
