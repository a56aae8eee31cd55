/**
 * {@code bin/parley-doctor}: looks at the configuration, the keytab, DNS, the KDC and the server,
 * and says what is wrong and what to do. Start at {@link dev.parley.doctor.DoctorCommand}; what is
 * looked at stands in {@code check}.
 */
@NullMarked
package dev.parley.doctor;

import org.jspecify.annotations.NullMarked;
