package dev.parley.it.support;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes key stores with the JDK's keytool. */
public final class KeyStores {
  private KeyStores() {}

  /** A PKCS12 file with a certificate for 127.0.0.1, valid today. */
  public static Path create(Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve("tls.p12");
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
                    "san=ip:127.0.0.1",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    "changeit"))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(output);
    }
    return file;
  }
}
