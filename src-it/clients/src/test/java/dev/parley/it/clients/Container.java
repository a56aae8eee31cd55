package dev.parley.it.clients;

import dev.parley.it.support.ContainerKind;

/** The servers that clients of Negotiate and NTLM are tried with, each a column of the table. */
enum Container {
  JETTY("Jetty 12.1", ContainerKind.JETTY_EE10),
  TOMCAT("Tomcat 11", ContainerKind.TOMCAT_11),
  UNDERTOW("Undertow 2.3", ContainerKind.UNDERTOW);

  private final String title;
  private final ContainerKind kind;

  Container(String title, ContainerKind kind) {
    this.title = title;
    this.kind = kind;
  }

  String title() {
    return title;
  }

  ContainerKind kind() {
    return kind;
  }
}
