/** The command that manages users files. */
module dev.parley.users {
  requires static org.jspecify;
  requires dev.parley.core;
  requires info.picocli;
  requires org.bouncycastle.provider;

  // picocli fills the annotated fields
  opens dev.parley.users to
      info.picocli;
}
