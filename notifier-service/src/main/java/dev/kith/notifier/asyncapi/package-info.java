/**
 * The AsyncAPI document: written by hand, completed with the schemas of all records.
 *
 * <p>Start at {@code AsyncApiDocument}.
 */
@NullMarked
package dev.kith.notifier.asyncapi;

import org.jspecify.annotations.NullMarked;
