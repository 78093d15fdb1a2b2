package dev.ordersaga.eventstore.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority of the JDK's {@code keytool}, in files of one folder. */
final class TestAuthority {

    private static final String PASSWORD = "changeit";
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Path folder;
    private final String name;

    private TestAuthority(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    static TestAuthority create(Path folder, String name) throws Exception {
        TestAuthority authority = new TestAuthority(folder, name);
        authority.keytool("-genkeypair", name, "-dname", "CN=" + name, "-ext", "bc:critical=ca:true");
        authority.write(
                name + ".crt", "CERTIFICATE", authority.certificate(name).getEncoded());
        return authority;
    }

    /** The certificate of the authority, in PEM. */
    Path certificateFile() {
        return folder.resolve(name + ".crt");
    }

    /** Signs a certificate for this host: files {@code server.crt} and {@code server.key}. */
    void signServer(String host) throws Exception {
        keytool("-genkeypair", "server", "-dname", "CN=" + host, "-signer", name, "-ext", "san=dns:" + host);
        KeyStore keys = keys();
        write("server.crt", "CERTIFICATE", certificate("server").getEncoded());
        Path key = write(
                "server.key",
                "PRIVATE KEY",
                keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
        // The server refuses a key that others can read.
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }

    private Certificate certificate(String alias) throws Exception {
        return keys().getCertificate(alias);
    }

    private KeyStore keys() throws Exception {
        try (InputStream stored = Files.newInputStream(folder.resolve(name + ".p12"))) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(stored, PASSWORD.toCharArray());
            return keys;
        }
    }

    private Path write(String file, String type, byte[] content) throws Exception {
        String pem = "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(type, BASE64.encodeToString(content));
        return Files.writeString(folder.resolve(file), pem, StandardCharsets.US_ASCII);
    }

    private void keytool(String command, String alias, String... more) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                command,
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-keystore",
                folder.resolve(name + ".p12").toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        line.addAll(List.of(more));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
