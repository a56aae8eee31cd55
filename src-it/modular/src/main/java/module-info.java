/** A consumer on the module path: compiles and runs against what Parley's modules export. */
module dev.parley.it.modular {
  requires static org.jspecify;
  requires java.management;
  requires dev.parley.core;
  // brings HTTP Digest by ServiceLoader, as a jar on the path would
  requires dev.parley.digest;
}
