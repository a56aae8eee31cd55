package dev.parley.doctor.net;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Who knows the addresses of names, and the names of addresses. */
public interface Names {

  /** The addresses of a name, as programs of this machine find them; empty when there are none. */
  List<InetAddress> addresses(String name);

  /** The name that a name stands for by CNAME records of DNS; empty when it has no such record. */
  Optional<String> canonicalName(String name);

  /** The name of an address; empty when it has none. */
  Optional<String> nameOf(InetAddress address);

  /** The servers of a service by the SRV records of DNS (RFC 2782), the preferred first. */
  List<Server> servers(String service);

  /**
   * A server of a service.
   *
   * @param host its name
   * @param port its port
   */
  record Server(String host, int port) {}
}
