/** A small application, declared in web.xml, of which the tests of whole servers make WARs. */
@NullMarked
package dev.parley.it.servers.app;

import org.jspecify.annotations.NullMarked;
