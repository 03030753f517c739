/** The notifier's HTTP resources. */
@NullMarked
package dev.kith.notifier.rest;

import org.jspecify.annotations.NullMarked;
