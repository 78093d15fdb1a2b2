package dev.ordersaga.privacy.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The file with the keys of personal data, readable by its owner only. */
public final class KeyFile {

    private static final String OWNER_ONLY = "rw-------";

    private KeyFile() {}

    /** @throws IllegalStateException if it does not exist */
    public static KeyRing read(Path file) {
        if (!Files.exists(file)) {
            throw new IllegalStateException("There is no key file " + file.toAbsolutePath()
                    + ". See docs/privacy.md, or create one for a new database with --privacy.create-key-file=true.");
        }
        try {
            return KeyRing.parse(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the key file " + file, e);
        }
    }

    /** Creates the file with new keys, unless it exists. It is on disk before it is used. */
    public static void createIfMissing(Path file, SecureRandom random, Clock clock) {
        if (Files.exists(file)) {
            return;
        }
        String name = "wrapping-" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        String content = String.join("\n", KeyRing.generate(name, random)) + "\n";
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path complete = Files.createTempFile(folder, "keys", ".new", ownerOnly(file.toAbsolutePath()));
            try (FileChannel channel = FileChannel.open(complete, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    int unused = channel.write(bytes);
                }
                channel.force(true);
            }
            link(file, complete);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the key file " + file, e);
        }
    }

    /** Of two processes that create it, one wins, and both read its file. */
    private static void link(Path file, Path complete) throws IOException {
        try {
            Path unused = Files.createLink(file, complete);
        } catch (FileAlreadyExistsException e) {
            // The other one's is as good.
            return;
        } finally {
            Files.delete(complete);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) throws IOException {
        Path folder = file.getParent();
        boolean isPosix = folder != null
                && Files.getFileStore(folder.toRealPath(LinkOption.NOFOLLOW_LINKS))
                        .supportsFileAttributeView("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
                }
                : new FileAttribute<?>[0];
    }
}
