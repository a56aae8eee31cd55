/** HTTP Digest for the Parley filter. */
module dev.parley.digest {
  requires static org.jspecify;
  requires transitive dev.parley.core;
  requires com.github.benmanes.caffeine;

  exports dev.parley.digest;
  exports dev.parley.digest.options;

  provides dev.parley.config.PackageProvider with
      dev.parley.digest.DigestProvider;
}
