package dev.parley.doctor.check;

import java.util.List;

/** One thing that is looked at. Without state. */
interface Check {

  /** A word or two, joined by a hyphen. */
  String name();

  /** Looks; at least one finding. */
  List<Finding> look(Facts facts);
}
