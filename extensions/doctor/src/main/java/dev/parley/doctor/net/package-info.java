/** What the doctor asks of the network: names, and HTTP to the last octet. */
@NullMarked
package dev.parley.doctor.net;

import org.jspecify.annotations.NullMarked;
