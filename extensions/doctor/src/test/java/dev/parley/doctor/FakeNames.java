package dev.parley.doctor;

import dev.parley.doctor.net.Names;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names that a test makes up. */
public final class FakeNames implements Names {
  private final Map<String, List<InetAddress>> addresses = new HashMap<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final Map<InetAddress, String> names = new HashMap<>();
  private final Map<String, List<Server>> servers = new HashMap<>();

  /** A name and its address, and the name of that; empty for none. */
  public FakeNames host(String name, String address, String back) {
    try {
      InetAddress octets = InetAddress.getByName(address);
      addresses.put(name, List.of(octets));
      if (!back.isEmpty()) {
        names.put(octets, back);
      }
      return this;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** localhost as it is everywhere. */
  public static FakeNames localhost() {
    return new FakeNames().host("localhost", "127.0.0.1", "localhost");
  }

  /** A CNAME record. */
  public FakeNames alias(String name, String canonical) {
    aliases.put(name, canonical);
    return this;
  }

  /** An SRV record. */
  public FakeNames server(String service, String host, int port) {
    servers.put(service, List.of(new Server(host, port)));
    return this;
  }

  @Override
  public List<InetAddress> addresses(String name) {
    return addresses.getOrDefault(name, List.of());
  }

  @Override
  public Optional<String> canonicalName(String name) {
    return Optional.ofNullable(aliases.get(name));
  }

  @Override
  public Optional<String> nameOf(InetAddress address) {
    return Optional.ofNullable(names.get(address));
  }

  @Override
  public List<Server> servers(String service) {
    return servers.getOrDefault(service, List.of());
  }
}
