/**
 * The command line behind the script {@code kith}: one class for each command.
 *
 * <p>Start at {@link dev.kith.local.command.Kith}. Expected failures are a {@link
 * dev.kith.local.base.CliException}; {@link dev.kith.local.command.FailureMessages} turns each into
 * one sentence.
 */
@NullMarked
package dev.kith.local.command;

import org.jspecify.annotations.NullMarked;
