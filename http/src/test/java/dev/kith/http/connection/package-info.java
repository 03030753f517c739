@NullMarked
package dev.kith.http.connection;

import org.jspecify.annotations.NullMarked;
