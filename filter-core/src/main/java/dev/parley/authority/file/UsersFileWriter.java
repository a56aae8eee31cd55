package dev.parley.authority.file;

import dev.parley.sspi.SessionKey;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.Iterator;
import tools.jackson.core.io.JsonStringEncoder;

/** Writes the users file with a line for each key, so that people can compare two of them. */
final class UsersFileWriter {
  private final Writer out;

  UsersFileWriter(Writer out) {
    this.out = out;
  }

  void write(UsersFile file) throws IOException {
    out.write("{\n  \"format\": \"" + UsersFile.FORMAT + "\",\n");
    out.write("  \"version\": " + UsersFile.VERSION + ",\n  \"users\": [");
    String separator = "\n";
    for (User user : file.users()) {
      out.write(separator);
      write(user);
      separator = ",\n";
      // the list made them for this alone
      user.destroyKeys();
    }
    out.write(file.users().isEmpty() ? "]\n}\n" : "\n  ]\n}\n");
  }

  private void write(User user) throws IOException {
    out.write("    {\n      \"name\": ");
    writeText(user.name());
    out.write(",\n      \"roles\": [");
    for (Iterator<String> roles = user.roles().iterator(); roles.hasNext(); ) {
      writeText(roles.next());
      out.write(roles.hasNext() ? ", " : "");
    }
    out.write("],\n      \"enabled\": " + user.enabled() + ",\n");
    if (user.expires() != null) {
      out.write("      \"expires\": \"" + user.expires() + "\",\n");
    }
    if (user.ntHash() != null) {
      out.write("      \"ntHash\": \"");
      writeHash(user.ntHash());
      out.write("\",\n");
    }
    out.write("      \"keys\": [");
    String separator = "\n";
    for (StoredKey key : user.keys()) {
      out.write(separator);
      write(key);
      separator = ",\n";
    }
    out.write(user.keys().isEmpty() ? "]\n    }" : "\n      ]\n    }");
  }

  private void write(StoredKey key) throws IOException {
    out.write("        {\"realm\": ");
    writeText(key.realm());
    out.write(", \"algorithm\": \"" + key.algorithm().token() + "\", \"ha1\": \"");
    writeHash(key.key());
    out.write("\"}");
  }

  private void writeHash(SessionKey key) throws IOException {
    byte[] hex = new byte[2 * key.length()];
    char[] digits = new char[hex.length];
    try {
      if (!key.writeHexTo(hex, 0)) {
        throw new IllegalStateException("the key was destroyed");
      }
      for (int i = 0; i < hex.length; i++) {
        digits[i] = (char) hex[i];
      }
      out.write(digits);
    } finally {
      Arrays.fill(hex, (byte) 0);
      Arrays.fill(digits, '\0');
    }
  }

  private void writeText(String text) throws IOException {
    out.write('"');
    out.write(JsonStringEncoder.getInstance().quoteAsCharArray(text));
    out.write('"');
  }
}
