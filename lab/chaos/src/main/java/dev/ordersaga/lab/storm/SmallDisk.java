package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.system.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system in memory that can be filled up; an ordinary folder where mounting is not permitted. */
final class SmallDisk implements AutoCloseable {

    private static final String MEGABYTES = "900";

    private final Path folder;
    private final boolean isMounted;

    private SmallDisk(Path folder, boolean isMounted) {
        this.folder = folder;
        this.isMounted = isMounted;
    }

    /** Mounts it at {@code folder}; only root may do so. */
    static SmallDisk mount(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        boolean isMounted =
                Shell.run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", folder.toString());
        return new SmallDisk(folder, isMounted);
    }

    Path folder() {
        return folder;
    }

    boolean isMounted() {
        return isMounted;
    }

    /** Uses up all space. */
    void fill() throws IOException, InterruptedException {
        // More than there is: dd ends when the disk is full.
        Shell.run("dd", "if=/dev/zero", "of=" + ballast(), "bs=1M", "count=" + MEGABYTES);
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
            Shell.run("umount", "-l", folder.toString());
        }
    }
}
