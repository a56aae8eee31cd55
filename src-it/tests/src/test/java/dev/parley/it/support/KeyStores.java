package dev.parley.it.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** Makes key stores with the JDK's keytool. */
public final class KeyStores {
  private static final String PASSWORD = "changeit";

  private KeyStores() {}

  /** A PKCS12 file with a certificate for 127.0.0.1, valid today. */
  public static Path create(Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve("tls.p12");
    Files.deleteIfExists(file);
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                List.of(
                    keytool,
                    "-genkeypair",
                    "-alias",
                    "it",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=it",
                    "-ext",
                    "san=ip:127.0.0.1,dns:localhost",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(output);
    }
    return file;
  }

  /** The certificate of a key store in a PEM file beside it. */
  public static Path pem(Path keyStore) throws Exception {
    byte[] certificate = open(keyStore).getCertificate("it").getEncoded();
    return Files.writeString(keyStore.resolveSibling("tls.pem"), block("CERTIFICATE", certificate));
  }

  /** The certificate and the private key of a key store in a PEM file beside it. */
  public static Path pemWithKey(Path keyStore) throws Exception {
    KeyStore store = open(keyStore);
    byte[] key = store.getKey("it", PASSWORD.toCharArray()).getEncoded();
    return Files.writeString(
        keyStore.resolveSibling("tls-with-key.pem"),
        block("CERTIFICATE", store.getCertificate("it").getEncoded()) + block("PRIVATE KEY", key));
  }

  private static KeyStore open(Path keyStore) throws Exception {
    return KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
  }

  private static String block(String name, byte[] der) {
    byte[] lineEnd = "\n".getBytes(StandardCharsets.US_ASCII);
    String text = Base64.getMimeEncoder(64, lineEnd).encodeToString(der);
    return "-----BEGIN " + name + "-----\n" + text + "\n-----END " + name + "-----\n";
  }
}
