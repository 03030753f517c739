@NullMarked
package dev.kith.http;

import org.jspecify.annotations.NullMarked;
