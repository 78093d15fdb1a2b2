package dev.ordersaga.privacy.erasure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * File with the subjects of all erasures, outside of the database: a backup that is restored has the keys again that were
 * deleted since, and this file says which.
 */
public final class ErasureJournal {

    private static final Pattern LINE = Pattern.compile("\\S+ (\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})");

    private final @Nullable Path file;
    private final Clock clock;

    /** @param file null for none */
    public ErasureJournal(@Nullable Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Appends a line, which is on disk when this returns. */
    void add(UUID subject) {
        if (file == null) {
            return;
        }
        byte[] line = (clock.instant() + " " + subject + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(line);
            while (bytes.hasRemaining()) {
                int unused = channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the erasure journal " + file, e);
        }
    }

    /** All subjects in it. A line that a crash has cut off is ignored: its key was not deleted yet. */
    Set<UUID> subjects() {
        if (file == null || !Files.exists(file)) {
            return Set.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            Set<UUID> subjects = new LinkedHashSet<>();
            lines.map(LINE::matcher)
                    .filter(Matcher::matches)
                    .forEach(line -> subjects.add(UUID.fromString(line.group(1))));
            return subjects;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the erasure journal " + file, e);
        }
    }
}
