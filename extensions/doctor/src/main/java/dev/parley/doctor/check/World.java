package dev.parley.doctor.check;

import dev.parley.doctor.net.Names;
import java.time.InstantSource;
import java.util.Map;

/**
 * What is around the doctor.
 *
 * @param names who knows the addresses of names
 * @param clock the clock of this machine
 * @param environment the environment of the process
 */
public record World(Names names, InstantSource clock, Map<String, String> environment) {
  /** Copies the map. */
  public World {
    environment = Map.copyOf(environment);
  }
}
