/** The notifier's HTTP resources: address books, presence and webhooks. */
@NullMarked
package dev.kith.notifier.rest;

import org.jspecify.annotations.NullMarked;
