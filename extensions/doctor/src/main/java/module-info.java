/** The command that looks what is wrong with logons on this machine and in its network. */
module dev.parley.doctor {
  requires static org.jspecify;
  requires dev.parley.core;
  requires dev.parley.digest;
  requires dev.parley.negotiate;
  requires dev.parley.users;
  requires info.picocli;
  requires java.naming;
  requires java.security.jgss;
  requires org.bouncycastle.provider;
  requires tools.jackson.databind;

  // picocli fills the annotated fields
  opens dev.parley.doctor to
      info.picocli;
}
