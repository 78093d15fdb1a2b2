package dev.ordersaga.eventprocessing.rebuild;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** The version of code: a digest of the class files that determine what it stores. It changes without being raised by hand. */
public final class CodeVersion {

    private CodeVersion() {}

    /** @param types all classes whose change changes what is stored */
    public static String of(Class<?>... types) {
        List<Class<?>> sorted = Arrays.stream(types)
                .sorted(Comparator.comparing(Class::getName))
                .toList();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Class<?> type : sorted) {
                digest.update(classFile(type));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] classFile(Class<?> type) {
        String name = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream file = type.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("there is no class file of " + type);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the class file of " + type, e);
        }
    }
}
