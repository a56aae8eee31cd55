package dev.parley.doctor.check;

import dev.parley.files.Unreadable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import javax.net.ssl.SSLException;

/** Says in words what an exception means. */
final class Problems {
  private Problems() {}

  static String ofFile(IOException e) {
    if (e instanceof FileSystemException of && of.getFile() != null) {
      return of.getFile() + ": " + Unreadable.why(Path.of(of.getFile()), e);
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  static String ofNetwork(String place, IOException e) {
    if (e instanceof UnknownHostException) {
      return place + ": the name has no address";
    }
    if (e instanceof SocketTimeoutException) {
      return place + ": no answer in time";
    }
    if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
      return place + ": no server listens there, or a firewall is in the way";
    }
    if (e instanceof SSLException) {
      return place + ": no TLS handshake: " + e.getMessage();
    }
    return place + ": " + (e.getMessage() == null ? e.toString() : e.getMessage());
  }
}
