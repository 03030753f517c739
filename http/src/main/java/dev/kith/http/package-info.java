/** Rules of HTTP that the front door and the services apply alike. */
@NullMarked
package dev.kith.http;

import org.jspecify.annotations.NullMarked;
